-- Serves blocked takes of the common kind: on one key alone, no swap, no transaction.

-- Gives a tuple to the one who has waited longest under a key of a waiting shape: .n, .shape, .key, and .id, what the
-- waiting index has there. The state of the arity: .waiting, as partition.lua has it. Answers false if that is not
-- simple, or the server is full: then nothing has changed.
local function quick_serve(st, waiting, bytes)
  local n, shape, key = waiting.n, waiting.shape, waiting.key
  local name = 'wI' .. n .. ':' .. shape
  local id, more, set = waiting.id, false, nil
  if id == 'z' then
    set = P .. 'z:' .. name .. ':' .. key
    local first = call('ZRANGE', set, 0, 1)
    id, more = first[1], first[2]
  end
  local packed = call('HGET', P .. 'w', id)
  local waiter = packed and cmsgpack.unpack(packed)
  if not waiter or waiter[6] ~= '' or #waiter[5] > 0 or #waiter[4] ~= 1
    or call('HGET', P .. 's:' .. waiter[1], 'l') ~= '1' then
    return false
  end
  local of, wid = waiter[1], waiter[2]
  local count = 'nI' .. n .. ':' .. shape
  local before = call('HMGET', meta, 'seq', 'cI', count)
  local seq, blocked, others = str((before[1] or 0) + 1), str(before[2] - 1), before[3] - 1
  local left = st.waiting
  local changed
  if others > 0 then
    changed = redis.pcall('HSET', meta, 'seq', seq, 'cI', blocked, count, str(others))
  else
    local s, e = find(left, ';I' .. shape .. ';', 1, true)
    left = sub(left, 1, s) .. sub(left, e + 1)
    changed = redis.pcall('HSET', meta, 'seq', seq, 'cI', blocked, 'w' .. n, left)
  end
  if type(changed) ~= 'number' then
    return false
  end
  st.waiting = left
  if others == 0 then
    call('HDEL', meta, count, left == ';' and 'w' .. n or count)
  end
  call('HDEL', P .. 'w', id)
  call('HDEL', P .. 'v:' .. of, wid)
  if set then
    call('ZREM', set, id)
  end
  if not more then
    call('HDEL', P .. 'i:' .. name, key)
  end
  call('HSET', P .. 'c:' .. of, wid, 'C' .. cmsgpack.pack({1, seq, 0, 0, bytes}))
  call('PUBLISH', P .. 'n:' .. of, wid .. (#bytes > 8192 and ' fetch' or ' 1 0 ' .. bytes))
  return true
end
