-- Takes or reads a tuple by one template that its key decides, in the fewest commands, and makes nothing that this does
-- not need.

-- Takes the tuple off its table, and off its indexes but for that of a shape, from a place in the list of them on.
-- False if a key takes more to make: then nothing has changed.
local function take_off_from(place, shapes, n, id, bytes, but)
  local to = find(shapes, ';', place, true)
  if not to then
    call('HDEL', P .. 't:' .. n, id)
    return true
  end
  local shape = sub(shapes, place, to - 2)
  if shape == but or byte(shapes, to - 1) == 100 then -- d
    return take_off_from(to + 1, shapes, n, id, bytes, but)
  end
  local key = quick_key(bytes, shape)
  if not key or not take_off_from(to + 1, shapes, n, id, bytes, but) then
    return false
  end
  index_remove(n .. ':' .. shape, key, id)
  return true
end

-- The reply where a take finds nothing under its keys. waiting: as partition.lua has it for the arity.
local function nothing(n, shape, keys, waiting)
  local wid = ARGV[6]
  if wid == '' then
    allow_when_full()
    call('HSET', slots, ARGV[2], ARGV[3] .. 'N')
    return {'N'}
  end
  quick_register({ARGV[1], wid = wid, keys = keys}, n, shape, waiting)
  call('HSET', slots, ARGV[2], ARGV[3] .. 'W' .. wid)
  return {'W'}
end

-- The reply of a read that finds a tuple. It need not be recorded, but acknowledges what the slot held before.
local function read(record, bytes)
  local _, _, number, letter = find(record or '', '^(%d+)(%a)')
  if letter == 'C' then
    allow_when_full()
    call('HSET', slots, ARGV[2], number .. 'A')
  end
  return {'T', '1', '0', bytes}
end

-- The reply. Nil if that is not simple, or a read finds nothing: then nothing has changed.
local function lone_in()
  local kind = ARGV[4]
  if #ARGV ~= 15 or kind == 'A' or ARGV[5] ~= '1' or ARGV[7] ~= '0' or ARGV[8] ~= '' or ARGV[9] ~= ''
    or ARGV[10] ~= '1' or ARGV[14] ~= '1' then
    return nil
  end
  local is_fresh, record = is_new_here()
  if not is_fresh then
    return nil
  end
  local n, shape, key = tonumber(ARGV[11]), ARGV[12], ARGV[13]
  local there = call('HMGET', meta, 'a' .. n, 'w' .. n, 'wn', 'due', 'dl')
  local shapes = there[1]
  if not shapes or not find(shapes, ';' .. shape .. '+;', 1, true) or not is_calm(there[3], there[4]) then
    return nil
  end
  local name = n .. ':' .. shape
  local index, rows = P .. 'i:' .. name, P .. 't:' .. n
  local id = call('HGET', index, key)
  local oldest, newest, page = nil, nil, nil
  if id and byte(id) == 108 then -- l
    local _
    _, _, oldest, newest = find(id, '^l(%d+) (%d+)$')
    page = P .. 'l' .. oldest .. ':' .. name .. ':' .. key
    id = call('LINDEX', page, 0)
  end
  if not id then
    return kind == 'I' and nothing(n, shape, {key}, there[2] or ';') or nil
  end
  local bytes = call('HGET', rows, id)
  if not bytes or not is_plain(bytes)
    or there[5] and there[5] ~= '0' and call('HEXISTS', P .. 'd', id) == 1
    or there[4] and call('ZSCORE', P .. 'ttl', n .. ':' .. id) then
    return nil
  end
  if kind == 'R' then
    return read(record, bytes)
  end
  if not take_off_from(2, shapes, n, id, bytes, shape) then
    return nil
  end
  if not page then
    call('HDEL', index, key)
  else
    call('LPOP', page)
    if call('EXISTS', page) == 0 then
      pages().left(name, key, oldest, newest, oldest)
    end
  end
  call('HSET', slots, ARGV[2], ARGV[3] .. 'C\149\1' .. packed_claim(id, bytes))
  return {'T', '1', '0', bytes}
end
