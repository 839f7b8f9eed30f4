-- Purpose: opens a session.
-- KEYS: meta
-- ARGV: sid lease schema about birth former asks
--   lease: milliseconds. about: a text for those who look at the meta hash by hand. birth: a random id for the
--   space if it is new. former: the birth of the space that the caller was connected to before, or ''.
--   asks: for so many milliseconds after the session has expired its client may ask what became of a call.
-- Returns: OK birth | SCHEMA version: the space is of that version of the key schema | DROPPED birth: that one is being dropped, or was
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

if ARGV[6] ~= '' and call('EXISTS', P .. 'x:' .. ARGV[6]) == 1 then
  return {'DROPPED', ARGV[6]}
elseif dropped() then
  return {'DROPPED', call('HGET', meta, 'birth')}
end
local found = call('HGET', meta, 'schema')
if found and found ~= ARGV[3] then
  return {'SCHEMA', found}
end
allow_when_full()
local id, lease = ARGV[1], tonumber(ARGV[2])
if not found then
  call('HSET', meta, 'schema', ARGV[3], 'about', ARGV[4], 'birth', ARGV[5])
end
if call('HSETNX', P .. 's:' .. id, 'l', '1') == 1 then
  call('HSET', P .. 's:' .. id, 'o', ARGV[7])
  call('ZADD', P .. 'sessions', clock_now() + lease, id)
end
return {'OK', call('HGET', meta, 'birth')}
