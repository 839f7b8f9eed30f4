-- Purpose: ends a session: takes its leaving one bounded step further.
-- KEYS: meta
-- ARGV: sid
-- Returns: OK nothing is left of it | MORE: call again | DROPPED
-- Guarantees: doing it again changes nothing; what was claimed and not acknowledged returns to its place, and does
--   not count as delivered. Works on a full server.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta
-- @include fields
-- @include blobs
-- @include session
-- @include pages
-- @include index_add
-- @include index_remove
-- @include index
-- @include match
-- @include space
-- @include putback
-- @include transactions
-- @include waiters
-- @include due
-- @include leave

local refused = dropped()
if refused then
  return refused
end
if call('EXISTS', slots) == 0 then
  return {'OK'}
end
if not leave_step(sid, 0) then
  return {'MORE'}
end
call('ZREM', P .. 'sessions', sid)
call('UNLINK', slots)
return {'OK'}
