-- Purpose: marks the space as being dropped, and tells everyone; the caller then removes its keys, meta last.
-- KEYS: meta
-- ARGV:
-- Returns: OK
-- Guarantees: doing it again changes nothing. Works on a full server. For a minute, those who missed the notice can
--   still learn of it. From here on every operation is answered DROPPED, until the keys are gone.

-- @include partition

local birth = call('HGET', meta, 'birth')
if not birth then
  return {'OK'}
end
allow_when_full()
call('SET', P .. 'x:' .. birth, '', 'EX', 60)
call('HSET', meta, 'due', 'dropped')
call('PUBLISH', P .. 'n', 'dropped')
call('PUBLISH', P .. 'e', 'dropped')
return {'OK'}
