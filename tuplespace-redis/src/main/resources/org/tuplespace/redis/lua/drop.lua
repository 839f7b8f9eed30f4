-- Purpose: marks the space as being dropped, and tells everyone; the caller then removes its keys, meta last.
-- KEYS: meta
-- ARGV:
-- Returns: OK
-- Guarantees: from here on every operation is answered DROPPED, until the keys are gone.

-- @include partition

allow_when_full()
call('HSET', meta, 'due', 'dropped')
call('PUBLISH', P .. 'n', 'dropped')
call('PUBLISH', P .. 'e', 'dropped')
return {'OK'}
