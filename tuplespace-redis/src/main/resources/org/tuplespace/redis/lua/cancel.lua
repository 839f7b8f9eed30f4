-- Purpose: ends a wait: withdraws the waiter, or answers with what it was served.
-- KEYS: meta
-- ARGV: sid slot seq wid return
--   return: 1 if a tuple that was served is to be put back instead.
-- Returns: OK '' withdrawn, or put back | T alternative (deliveries bytes)*: it was served, and still holds it
--   | G unknown: acknowledged before | NOSESSION | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number; exactly one of withdrawn and served. Works on a full server.

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

allow_when_full()
local refused = admit() or dropped()
if refused then
  return refused
end
local wid = ARGV[4]
local id = call('HGET', P .. 'v:' .. sid, wid)
if id then
  waiters().withdraw(id, cmsgpack.unpack(call('HGET', P .. 'w', id)))
  return done()
end
local list, kind = waiters().served(sid, wid)
if not list then
  acknowledge_only()
  return {'G'}
end
if ARGV[5] ~= '1' then
  acknowledge_only()
  return tuples_reply(list)
end
waiters().refuse_served(sid, wid, list, kind, 0)
return done()
