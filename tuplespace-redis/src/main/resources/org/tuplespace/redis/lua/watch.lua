-- Purpose: tells how many watches a session has; while there are any, events are published.
-- KEYS: meta
-- ARGV: sid count turn
--   turn: rises with each call of the session; a call that comes after a later one changes nothing.
-- Returns: OK event: the number of the last event | NOSESSION | DROPPED
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include partition

local refused = dropped()
if refused then
  return refused
end
local session = P .. 's:' .. ARGV[1]
local r = call('HMGET', session, 'l', 'n', 'turn')
if r[1] ~= '1' then
  return {'NOSESSION'}
end
if tonumber(ARGV[3]) > tonumber(r[3] or 0) then
  allow_when_full()
  call('HSET', session, 'n', ARGV[2], 'turn', ARGV[3])
  call('HINCRBY', meta, 'wn', tonumber(ARGV[2]) - tonumber(r[2] or 0))
end
return {'OK', call('HGET', meta, 'ev') or '0'}
