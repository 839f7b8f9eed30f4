-- Purpose: uploads a piece of a field that travels out of line, before the tuple that refers to it.
-- KEYS: meta
-- ARGV: id offset ttl bytes
--   ttl: milliseconds until it is gone, unless a tuple keeps it.
-- Returns: OK | DROPPED
-- Guarantees: doing it again changes nothing. A full server refuses.

-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
local blob = P .. 'b:' .. ARGV[1]
call('SETRANGE', blob, ARGV[2], ARGV[4])
if call('HEXISTS', P .. 'h', ARGV[1]) == 0 then
  call('PEXPIRE', blob, ARGV[3])
end
return {'OK'}
