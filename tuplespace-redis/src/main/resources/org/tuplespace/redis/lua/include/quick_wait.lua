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
    allow_when_full()
    local id = str(call('HINCRBY', meta, 'wseq', '1'))
    local alternatives, ids = {}, {}
    for i = 1, #keys do
      alternatives[i], ids[i] = {n, shape, keys[i], 1, ''}, id
    end
    call('HSET', P .. 'w', id, cmsgpack.pack({operation[1], operation.wid, 'I', alternatives, {}, '', now()}))
    local name = 'wI' .. n .. ':' .. shape
    if #keys > 1 or call('HSETNX', P .. 'i:' .. name, keys[1], id) == 0 then
      index_add_all(name, keys, ids)
    end
    if call('HINCRBY', meta, waiting_count(n, shape), #keys) == #keys then
      st.waiting = st.waiting .. 'I' .. shape .. ';'
      call('HSET', meta, 'w' .. n, st.waiting)
    end
    call('HSET', P .. 'v:' .. operation[1], operation.wid, id)
    call('HINCRBY', meta, 'cI', '1')
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
    local list = {1, str(call('HINCRBY', meta, 'seq', '1')), 0, 0, bytes}
    call('HDEL', P .. 'w', id)
    call('HDEL', P .. 'v:' .. of, wid)
    call('HDEL', P .. 'i:wI' .. n .. ':' .. shape, key)
    call('HINCRBY', meta, 'cI', '-1')
    local count = waiting_count(n, shape)
    if call('HINCRBY', meta, count, '-1') == 0 then
      local st = state(n)
      local s, e = find(st.waiting, ';I' .. shape .. ';', 1, true)
      st.waiting = sub(st.waiting, 1, s) .. sub(st.waiting, e + 1)
      if st.waiting == ';' then
        call('HDEL', meta, count, 'w' .. n)
      else
        call('HDEL', meta, count)
        call('HSET', meta, 'w' .. n, st.waiting)
      end
    end
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
