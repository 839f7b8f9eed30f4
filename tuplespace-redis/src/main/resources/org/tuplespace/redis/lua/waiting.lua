-- Purpose: compares what a client waits for with what is known of it here, a page at a time.
-- KEYS: meta
-- ARGV: sid cursor wid*
--   cursor: 0 at first, then what OK answered, '' when that was 0. wid: up to 500 waits that are registered as far as
--   the client knows.
-- Returns: OK cursor lost wid*: the lost first of these are among those given, and neither wait here nor were served;
--   the others are some of those that wait here | NOSESSION | DROPPED
-- Guarantees: changes nothing. A wait that is registered all the while is on one of the pages.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
local sid, cursor = ARGV[1], ARGV[2]
if call('HGET', P .. 's:' .. sid, 'l') ~= '1' then
  return {'NOSESSION'}
end
local waits, served = P .. 'v:' .. sid, P .. 'c:' .. sid
local lost = {}
for i = 3, #ARGV do
  if call('HEXISTS', waits, ARGV[i]) == 0 and call('HEXISTS', served, ARGV[i]) == 0 then
    lost[#lost + 1] = ARGV[i]
  end
end
local reply = {'OK', '0', str(#lost)}
for _, wid in ipairs(lost) do
  reply[#reply + 1] = wid
end
if cursor ~= '' then
  local page = call('HSCAN', waits, cursor, 'COUNT', 500)
  reply[2] = page[1]
  for i = 1, #page[2], 2 do
    reply[#reply + 1] = page[2][i]
  end
end
return reply
