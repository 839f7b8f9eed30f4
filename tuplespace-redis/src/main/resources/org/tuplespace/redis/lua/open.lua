-- Purpose: opens a session.
-- KEYS: meta
-- ARGV: sid lease schema about
--   lease: milliseconds. about: a text for those who look at the meta hash by hand.
-- Returns: OK | SCHEMA version: the space is of that version of the key schema | DROPPED: being dropped
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include partition
-- @include fields
-- @include index
-- @include space
-- @include due

local refused = dropped()
if refused then
  return refused
end
local found = call('HGET', meta, 'schema')
if found and found ~= ARGV[3] then
  return {'SCHEMA', found}
end
allow_when_full()
local id, lease = ARGV[1], tonumber(ARGV[2])
if not found then
  call('HSET', meta, 'schema', ARGV[3], 'about', ARGV[4])
end
if call('HSETNX', P .. 's:' .. id, 'l', '1') == 1 then
  call('ZADD', P .. 'sessions', tonumber(call('HGET', meta, 'clock') or 0) + lease, id)
end
return {'OK'}
