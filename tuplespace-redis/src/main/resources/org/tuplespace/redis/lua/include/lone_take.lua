-- Finds and takes one tuple under one key in the fewest commands, and makes nothing that this does not need.

-- The oldest tuple under the key of a shape: its id and bytes. Nil if that is not simple, or nothing is there (true
-- comes second then).
local function lone_find(n, shape, key)
  local st = state(n)
  if not find(st.shapes, ';' .. shape .. '+;', 1, true) or not is_calm() then
    return nil
  end
  local id = index_first(n .. ':' .. shape, key)
  if not id then
    return nil, true
  end
  local bytes = call('HGET', P .. 't:' .. n, id)
  if not bytes or not is_plain(bytes)
    or M.dl and M.dl ~= '0' and call('HEXISTS', P .. 'd', id) == 1
    or M.due and call('ZSCORE', P .. 'ttl', n .. ':' .. id) then
    return nil
  end
  return id, bytes
end

-- Takes it off table and indexes, and answers the same; where that is nil, nothing has changed.
local function lone_take(n, shape, key)
  local id, bytes = lone_find(n, shape, key)
  if not id then
    return nil, bytes
  end
  local names, keys = lone_keys(state(n), bytes, shape)
  if not names then
    return nil
  end
  call('HDEL', P .. 't:' .. n, id)
  index_remove(n .. ':' .. shape, key, id)
  for i = 1, #names do
    index_remove(names[i], keys[i], id)
  end
  return id, bytes
end
