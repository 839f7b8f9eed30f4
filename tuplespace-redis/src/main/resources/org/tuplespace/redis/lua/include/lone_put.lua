-- Puts one tuple in the fewest commands, and makes nothing that this does not need.

-- Who waits under the tuple's key of a shape that is waited on: nil for nobody, else what quick_serve wants. False if
-- some do under two shapes, or readers do, or it takes more to tell.
local function who_awaits(st, bytes)
  local found
  for letter, shape in gmatch(st.waiting, '([IRir])([VT%*]*);') do
    local key = (letter == 'I' or letter == 'R') and quick_key(bytes, shape)
    if not key then
      return false
    end
    local id = call('HGET', P .. 'i:w' .. letter .. st.n .. ':' .. shape, key)
    if id then
      if found or letter == 'R' then
        return false
      end
      found = {n = st.n, shape = shape, key = key, id = id}
    end
  end
  return found
end

-- Whether the tuple was put: it is plain, nobody waits for it, and nobody watches. Where it was not, nothing has
-- changed; the second answer is that of who_awaits then.
local function lone_put(bytes)
  if not is_plain(bytes) then
    return false
  end
  local n = byte(bytes, 1) - 0x90
  local st = state(n)
  if not st.known or not is_calm() then
    return false
  end
  if st.waiting ~= ';' then
    local awaits = who_awaits(st, bytes)
    if awaits ~= nil then
      return false, awaits
    end
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
