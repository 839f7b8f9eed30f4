-- Purpose: a look at the partition.
-- KEYS: meta
-- ARGV:
-- Returns: OK tuples delayed claimed takers readers sessions transactions (arity shape flag)* | DROPPED
-- Guarantees: changes nothing.

-- @include partition

local refused = dropped()
if refused then
  return refused
end
local tuples, claimed = 0, 0
local shapes = {}
local all = call('HGETALL', meta)
for i = 1, #all, 2 do
  local n = string.match(all[i], '^a(%d+)$')
  if n then
    tuples = tuples + call('HLEN', P .. 't:' .. n)
    for shape, flag in gmatch(all[i + 1], '([VT%*]*)([%+bd]);') do
      shapes[#shapes + 1] = n
      shapes[#shapes + 1] = shape
      shapes[#shapes + 1] = flag
    end
  end
end
local sessions = call('ZRANGE', P .. 'sessions', 0, -1)
for _, id in ipairs(sessions) do
  claimed = claimed + call('HLEN', P .. 'c:' .. id)
  local session = P .. 's:' .. id
  for _, field in ipairs(call('HKEYS', session)) do
    -- A long record is a claim or a read; it need not be fetched to be counted.
    if find(field, '^%d+$')
      and (call('HSTRLEN', session, field) > 4096 or find(call('HGET', session, field), '^%d+[CK]')) then
      claimed = claimed + 1
    end
  end
end
local blocked = call('HMGET', meta, 'cI', 'cR')
local reply = {'OK', str(tuples), str(call('ZCARD', P .. 'delay')), str(claimed), blocked[1] or '0',
  blocked[2] or '0', str(#sessions), str(call('ZCARD', P .. 'tx'))}
for _, shape in ipairs(shapes) do
  reply[#reply + 1] = shape
end
return reply
