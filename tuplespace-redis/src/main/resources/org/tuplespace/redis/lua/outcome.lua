-- Purpose: what became of an operation whose reply is missing, after its session has expired.
-- KEYS: meta
-- ARGV: sid slot seq
-- Returns: OK payload: it took effect | N it did not, and never will | GONE: the session's record is no more
--   | LIVE: the session is alive; send the operation again | DROPPED
-- Guarantees: changes nothing.

-- @include partition

local refused = dropped()
if refused then
  return refused
end
local r = call('HMGET', P .. 's:' .. ARGV[1], 'l', ARGV[2])
if not r[1] then
  return {'GONE'}
elseif r[1] == '1' then
  return {'LIVE'}
end
if r[2] then
  local _, e, number, kind = find(r[2], '^(%d+)(%a)')
  if number == ARGV[3] and kind == 'D' then
    return {'OK', sub(r[2], e + 1)}
  end
end
return {'N'}
