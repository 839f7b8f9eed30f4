-- Purpose: tells how many watches a session has; while there are any, events are published.
-- KEYS: meta
-- ARGV: sid count
-- Returns: OK event: the number of the last event | NOSESSION | DROPPED
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include partition

local refused = dropped()
if refused then
  return refused
end
local session = P .. 's:' .. ARGV[1]
local r = call('HMGET', session, 'l', 'n')
if r[1] ~= '1' then
  return {'NOSESSION'}
end
allow_when_full()
call('HSET', session, 'n', ARGV[2])
call('HINCRBY', meta, 'wn', tonumber(ARGV[2]) - tonumber(r[2] or 0))
return {'OK', call('HGET', meta, 'ev') or '0'}
