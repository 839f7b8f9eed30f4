-- Purpose: ends a transaction: what it took is final, what it put appears, all in one step.
-- KEYS: meta
-- ARGV: sid slot seq tx held (ttl delay bytes)*
--   tx: the transaction's place and number. held: how many tuples it holds as far as its client knows.
--   ttl, delay: milliseconds, 0 for none.
-- Returns: OK '' | NOTX: it has ended before, or lost some of what it held | HELD: it holds more; call again once
--   those are put back that nobody got | AGAIN: more was due first | UPLOAD: blobs of a tuple are gone | NOSESSION
--   | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number; all or nothing. A full server refuses one that puts, and nothing has
--   changed; it allows one that only takes.

-- @include partition
-- @include fields
-- @include blobs
-- @include session
-- @include index
-- @include match
-- @include space
-- @include putback
-- @include transactions
-- @include waiters
-- @include due
-- @include puts

local refused = admit() or dropped()
if refused then
  return refused
end
if #ARGV > 5 then
  refuse_when_full()
else
  allow_when_full()
end
local place, number = transactions().parse(ARGV[4])
local expected = tonumber(ARGV[5])
local standing, letter = transactions().standing(sid, place, number)
if not standing or (standing == 'N' and expected > 0) then
  return {'NOTX'}
end
local _, more_due = deal_with_due()
if more_due then
  return {'AGAIN'}
end
if standing == 'L' then
  local held = transactions().count_held(place)
  if held ~= expected then
    return {held > expected and 'HELD' or 'NOTX'}
  end
end
for i = 8, #ARGV, 3 do
  if lacks_blobs(ARGV[i]) then
    return {'UPLOAD'}
  end
end

if standing == 'L' then
  transactions().finish(place, number, letter)
end
put_all(6)
return done()
