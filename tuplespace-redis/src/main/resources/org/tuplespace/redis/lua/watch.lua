-- Purpose: tells how many watches a session has; while there are any, events are published.
-- KEYS: meta
-- ARGV: sid count turn seen
--   turn: rises with each call of the session; a call that comes after a later one changes nothing. seen: the highest
--   number of an event that the client knows of.
-- Returns: OK event: the number of the last event | NOSESSION | DROPPED
-- Guarantees: doing it again changes nothing. Works on a full server. Events to come have numbers above seen; where the
--   server has lost its last writes they leave one out, so that everyone notices a gap.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

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
local event = tonumber(call('HGET', meta, 'ev') or 0)
if event < tonumber(ARGV[4]) then
  allow_when_full()
  event = tonumber(ARGV[4]) + 1
  call('HSET', meta, 'ev', str(event))
end
return {'OK', str(event)}
