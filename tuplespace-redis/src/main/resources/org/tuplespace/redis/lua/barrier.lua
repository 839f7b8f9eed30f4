-- Purpose: a write that changes nothing and goes to the replicas; a WAIT after it, on the same connection, covers
--   all that the server did before. Since Redis 7.2 a script that wrote nothing, as one that answers from a record,
--   is not covered.
-- KEYS: meta
-- ARGV:
-- Returns: OK
-- Guarantees: changes nothing, makes no key. Works on a full server.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

allow_when_full()
if call('EXISTS', meta) == 1 then
  call('HINCRBY', meta, 'seq', 0)
end
return {'OK'}
