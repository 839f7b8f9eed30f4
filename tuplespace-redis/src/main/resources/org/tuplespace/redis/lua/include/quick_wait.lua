-- Blocked takes of the common kind: templates of one shape that their keys decide, no swap, no transaction. They are
-- listed as waiters.lua does it.

-- Made at its first use, as quick_transactions() is.
local quick_wait
function quick_wait()
  local function waiting_count(n, shape)
    return 'nI' .. n .. ':' .. shape
  end

  -- Registers the operation's .wid as a waiter on its .keys.
  local function quick_register(operation, n, shape)
    local st = state(n)
    local keys = operation.keys
    local count = waiting_count(n, shape)
    local before = call('HMGET', meta, 'wseq', 'cI', count)
    local id = str((before[1] or 0) + 1)
    local name = 'wI' .. n .. ':' .. shape
    local alternatives = {}
    allow_when_full()
    for i = 1, #keys do
      alternatives[i] = {n, shape, keys[i], 1, ''}
      index_add(name, keys[i], id)
    end
    call('HSET', P .. 'w', id, cmsgpack.pack({operation[1], operation.wid, 'I', alternatives, {}, '', now()}))
    call('HSET', P .. 'v:' .. operation[1], operation.wid, id)
    if not before[3] then
      st.waiting = st.waiting .. 'I' .. shape .. ';'
    end
    call('HSET', meta, 'wseq', id, 'cI', str((before[2] or 0) + 1), count, str((before[3] or 0) + #keys), 'w' .. n,
      st.waiting)
  end

  -- Gives a tuple to the one who waits for it, as quick_put found it. Answers false if that is not simple: then nothing
  -- has changed.
  local function quick_serve(waiting, bytes)
    local n, shape, key, id = waiting.n, waiting.shape, waiting.keys[1], waiting.ones[1]
    if waiting.letter ~= 'I' or id == 'z' then
      return false
    end
    local packed = call('HGET', P .. 'w', id)
    local waiter = packed and cmsgpack.unpack(packed)
    if not waiter or waiter[6] ~= '' or #waiter[5] > 0 or #waiter[4] ~= 1
      or call('HGET', P .. 's:' .. waiter[1], 'l') ~= '1' then
      return false
    end
    local of, wid = waiter[1], waiter[2]
    local count = waiting_count(n, shape)
    local before = call('HMGET', meta, 'seq', 'cI', count)
    local list = {1, str((before[1] or 0) + 1), 0, 0, bytes}
    local st = state(n)
    local others = tonumber(before[3]) - 1
    if others > 0 then
      call('HSET', meta, 'seq', list[2], 'cI', str(before[2] - 1), count, str(others))
    else
      local s, e = find(st.waiting, ';I' .. shape .. ';', 1, true)
      st.waiting = sub(st.waiting, 1, s) .. sub(st.waiting, e + 1)
      call('HSET', meta, 'seq', list[2], 'cI', str(before[2] - 1), 'w' .. n, st.waiting)
      call('HDEL', meta, count, st.waiting == ';' and 'w' .. n or count)
    end
    call('HDEL', P .. 'w', id)
    call('HDEL', P .. 'v:' .. of, wid)
    call('HDEL', P .. 'i:wI' .. n .. ':' .. shape, key)
    call('HSET', P .. 'c:' .. of, wid, 'C' .. cmsgpack.pack(list))
    call('PUBLISH', P .. 'n:' .. of, wid .. (#bytes > 8192 and ' fetch' or ' 1 0 ' .. bytes))
    return true
  end

  local all = {register = quick_register, serve = quick_serve}
  function quick_wait()
    return all
  end
  return all
end
