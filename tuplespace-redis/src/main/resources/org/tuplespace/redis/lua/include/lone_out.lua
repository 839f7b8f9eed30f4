-- Puts a tuple by itself, in the fewest commands, and makes nothing that this does not need.

-- Who waits under the tuple's key of a shape that is waited on: nil for nobody, else what quick_serve wants. False if
-- some do under two shapes, or readers do, or it takes more to tell.
local function who_awaits(n, waiting, bytes)
  local found
  for letter, shape in gmatch(waiting, '([IRir])([VT%*]*);') do
    local key = (letter == 'I' or letter == 'R') and quick_key(bytes, shape)
    if not key then
      return false
    end
    local id = call('HGET', P .. 'i:w' .. letter .. n .. ':' .. shape, key)
    if id then
      if found or letter == 'R' then
        return false
      end
      found = {n = n, shape = shape, key = key, id = id}
    end
  end
  return found
end

-- Adds the tuple to its table, and to its indexes from a place in the list of them on. Answers its id; nil if a key
-- takes more to make, or the server is full: then nothing has changed.
local function put_from(place, shapes, n, bytes)
  local to = find(shapes, ';', place, true)
  if not to then
    local id = redis.pcall('HINCRBY', meta, 'seq', '1')
    if type(id) ~= 'number' then
      return nil
    end
    id = str(id)
    call('HSET', P .. 't:' .. n, id, bytes)
    return id
  end
  if byte(shapes, to - 1) == 100 then -- d
    return put_from(to + 1, shapes, n, bytes)
  end
  local shape = sub(shapes, place, to - 2)
  local key = quick_key(bytes, shape)
  local id = key and put_from(to + 1, shapes, n, bytes)
  if id then
    index_append(n .. ':' .. shape, key, id)
  end
  return id
end

-- The reply to a tuple that was put, or given to the one who waits for it. Nil if that is not simple: then nothing has
-- changed.
local function lone_out()
  local bytes = ARGV[6]
  if #ARGV ~= 6 or ARGV[4] ~= '0' or ARGV[5] ~= '0' or not is_plain(bytes) then
    return nil
  end
  if not is_new_here() then
    return nil
  end
  local n = byte(bytes, 1) - 0x90
  local there = call('HMGET', meta, 'a' .. n, 'w' .. n, 'wn', 'due')
  local shapes, waiting = there[1], there[2]
  if not shapes or not is_calm(there[3], there[4]) then
    return nil
  end
  local awaits, put
  if waiting then
    awaits = who_awaits(n, waiting, bytes)
  end
  if awaits then
    put = quick_serve({waiting = waiting}, awaits, bytes)
  elseif awaits == nil then
    put = put_from(2, shapes, n, bytes)
  end
  if not put then
    return nil
  end
  call('HSET', slots, ARGV[2], ARGV[3] .. 'D')
  return {'OK', ''}
end
