-- Purpose: renews the lease of a session, and tells what is known of it here, in case a hint was lost or the server
--   has lost its last writes.
-- KEYS: meta
-- ARGV: sid lease (arity:shape)*
--   arity:shape: the indexes that this client used since it last renewed.
-- Returns: OK looks waits watches ticked wid* | NOSESSION | DROPPED
--   looks: changes when all are told to look. waits, watches: how many the session has here. ticked: milliseconds
--   since the last tick. wid: up to 1,000 waiters that were served and not acknowledged.
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
local id = ARGV[1]
local session = call('HMGET', P .. 's:' .. id, 'l', 'n')
if session[1] ~= '1' then
  return {'NOSESSION'}
end
allow_when_full()
local clock, ticked = clock_now()
call('ZADD', P .. 'sessions', 'XX', clock + tonumber(ARGV[2]), id)
for i = 3, #ARGV do
  if call('HEXISTS', P .. 'su', ARGV[i]) == 1 then
    call('HSET', P .. 'su', ARGV[i], str(clock))
  end
end
local looks, waits = call('HGET', meta, 'lk'), call('HLEN', P .. 'v:' .. id)
local reply = {'OK', looks or '0', str(waits), session[2] or '0', str(ticked)}
if call('HLEN', P .. 'c:' .. id) <= 1000 then
  for _, wid in ipairs(call('HKEYS', P .. 'c:' .. id)) do
    reply[#reply + 1] = wid
  end
else
  local some = call('HSCAN', P .. 'c:' .. id, 0, 'COUNT', 1000)[2]
  for i = 1, #some, 2 do
    reply[#reply + 1] = some[i]
  end
end
return reply
