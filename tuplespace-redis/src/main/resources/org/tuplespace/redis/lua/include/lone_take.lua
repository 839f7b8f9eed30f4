-- Takes one tuple under one key in the fewest commands, and makes nothing that this does not need.

-- The keys of a tuple under the other indexes of its arity: their names and the keys, in the same order. Nil if one
-- takes more to make.
local function lone_keys(st, shape, bytes)
  local names, keys, count = {}, {}, 0
  local shapes = st.shapes
  local from, to = 2, find(shapes, ';', 2, true)
  while to do
    local other = sub(shapes, from, to - 2)
    if other ~= shape and byte(shapes, to - 1) ~= 100 then -- d
      local key = quick_key(bytes, other)
      if not key then
        return nil
      end
      count = count + 1
      names[count], keys[count] = st.n .. ':' .. other, key
    end
    from = to + 1
    to = find(shapes, ';', from, true)
  end
  return names, keys
end

-- Takes the oldest tuple under the key of a shape, off table and indexes: its id and bytes. Nil if that is not simple,
-- or nothing is there (true comes second then): nothing has changed.
local function lone_take(n, shape, key)
  local st = state(n)
  if not find(st.shapes, ';' .. shape .. '+;', 1, true) or not is_calm() then
    return nil
  end
  local name = n .. ':' .. shape
  local id = index_first(name, key)
  if not id then
    return nil, true
  end
  local rows = P .. 't:' .. n
  local bytes = call('HGET', rows, id)
  if not bytes or not is_plain(bytes)
    or M.dl and M.dl ~= '0' and call('HEXISTS', P .. 'd', id) == 1
    or M.due and call('ZSCORE', P .. 'ttl', n .. ':' .. id) then
    return nil
  end
  local names, keys = lone_keys(st, shape, bytes)
  if not names then
    return nil
  end
  call('HDEL', rows, id)
  index_remove(name, key, id)
  for i = 1, #names do
    index_remove(names[i], keys[i], id)
  end
  return id, bytes
end
