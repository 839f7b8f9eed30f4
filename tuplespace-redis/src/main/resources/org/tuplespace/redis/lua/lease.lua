-- Purpose: renews the lease of a transaction, or tells what is left of it.
-- KEYS: meta
-- ARGV: sid tx lease
--   tx: the transaction's place and number. lease: milliseconds from now; 0 to leave it as it is.
-- Returns: OK left: milliseconds | UNKNOWN: it has taken nothing and waits for nothing here yet | NOTX: it has ended
--   | NOSESSION: with its session | DROPPED
-- Guarantees: a lease that ran out is not renewed. Works on a full server.

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
local lease = tonumber(ARGV[3])
local standing = transactions().standing(sid, place, number)
if standing == 'N' then
  return {'UNKNOWN'}
elseif not standing then
  return {'NOTX'}
end
if lease > 0 then
  allow_when_full()
  transactions().renew(place, lease)
  return {'OK', str(lease)}
end
return {'OK', str(transactions().lease_left(sid, place))}
