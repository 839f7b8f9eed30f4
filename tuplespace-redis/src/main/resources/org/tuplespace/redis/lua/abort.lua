-- Purpose: ends a transaction: what it took goes back to its places, one bounded step further.
-- KEYS: meta
-- ARGV: sid tx delivered
--   tx: the transaction's place and number. delivered: 1 if what it took counts as delivered, else 0.
-- Returns: OK nothing is left of it | EXPIRED: as OK, but its lease was over before | MORE: call again
--   | NOSESSION: all of it has been or will be put back | DROPPED
-- Guarantees: doing it again changes nothing. From the first step on nothing is taken or committed under it. If the
--   client dies between two steps, others go on. Works on a full server.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta
-- @include fields
-- @include blobs
-- @include session
-- @include pages
-- @include index_add
-- @include index_remove
-- @include index
-- @include match
-- @include space
-- @include putback
-- @include transactions
-- @include waiters
-- @include due

local refused = dropped()
if refused then
  return refused
end
if call('HGET', slots, 'l') ~= '1' then
  return {'NOSESSION'}
end
local place, number = transactions().parse(ARGV[2])
local at = transactions().last(sid, place)
if number > at then
  allow_when_full()
  transactions().set(sid, place, number, 'f')
elseif number == at then
  local ended, letter = transactions().end_early(sid, place, ARGV[3])
  if not ended then
    return {'MORE'}
  elseif letter == 'e' then
    return {'EXPIRED'}
  end
end
return {'OK'}
