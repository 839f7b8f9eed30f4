-- Registers blocked takes of the common kind: templates of one shape that their keys decide, no swap, no transaction.
-- They are listed as waiters.lua does it.

-- Registers the operation's .wid as a waiter on its .keys. waiting: as partition.lua has it for the arity.
local function quick_register(operation, n, shape, waiting)
  local keys = operation.keys
  local count = 'nI' .. n .. ':' .. shape
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
    waiting = waiting .. 'I' .. shape .. ';'
  end
  call('HSET', meta, 'wseq', id, 'cI', str((before[2] or 0) + 1), count, str((before[3] or 0) + #keys), 'w' .. n,
    waiting)
end
