-- Puts one tuple in the fewest commands, and makes nothing that this does not need.

-- Whether somebody waits under the tuple's key of a shape that is waited on, or it takes more to tell.
local function may_be_awaited(st, bytes)
  for letter, shape in gmatch(st.waiting, '([IRir])([VT%*]*);') do
    local key = (letter == 'I' or letter == 'R') and quick_key(bytes, shape)
    if not key or call('HEXISTS', P .. 'i:w' .. letter .. st.n .. ':' .. shape, key) == 1 then
      return true
    end
  end
  return false
end

-- Whether the tuple was put: it is plain, nobody waits for it, and nobody watches. Where it was not, nothing has changed.
local function lone_put(bytes)
  if not is_plain(bytes) then
    return false
  end
  local n = byte(bytes, 1) - 0x90
  local st = state(n)
  if not st.known or not is_calm() or st.waiting ~= ';' and may_be_awaited(st, bytes) then
    return false
  end
  local names, keys = lone_keys(st, bytes)
  if not names then
    return false
  end
  local id = redis.pcall('HINCRBY', meta, 'seq', '1')
  if type(id) ~= 'number' then
    return false
  end
  id = str(id)
  call('HSET', P .. 't:' .. n, id, bytes)
  for i = 1, #names do
    index_add(names[i], keys[i], id)
  end
  return true
end
