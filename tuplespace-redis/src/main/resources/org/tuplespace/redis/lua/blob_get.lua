-- Purpose: a piece of a field that lies out of line.
-- KEYS: meta
-- ARGV: id from to
--   from, to: the first and last byte, counted from 0.
-- Returns: OK bytes: '' if it is gone | DROPPED
-- Guarantees: changes nothing.

-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
return {'OK', call('GETRANGE', P .. 'b:' .. ARGV[1], ARGV[2], ARGV[3])}
