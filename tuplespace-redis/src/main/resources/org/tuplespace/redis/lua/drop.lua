-- Purpose: marks the space as being dropped, and tells everyone; remove.lua then removes its keys.
-- KEYS: meta
-- ARGV: birth
--   birth: which space of the name; a later one is left alone.
-- Returns: OK
-- Guarantees: doing it again changes nothing. Works on a full server. For an hour, those who missed the notice can
--   still learn of it. From here on every operation is answered DROPPED, until the keys are gone.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local birth = ARGV[1]
if call('HGET', meta, 'birth') ~= birth then
  return {'OK'}
end
allow_when_full()
call('SET', P .. 'x:' .. birth, '', 'EX', 3600)
call('HSET', meta, 'due', 'dropped')
call('PUBLISH', P .. 'n', 'dropped')
call('PUBLISH', P .. 'e', 'dropped')
return {'OK'}
