-- Purpose: what a waiter was served with.
-- KEYS: meta
-- ARGV: sid wid
-- Returns: T alternative (deliveries bytes)* | W still waiting | G unknown | DROPPED
-- Guarantees: changes nothing; the claim stays until it is acknowledged.

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
local list = waiters().served(sid, ARGV[2])
if list then
  return tuples_reply(list)
end
return {call('HEXISTS', P .. 'v:' .. sid, ARGV[2]) == 1 and 'W' or 'G'}
