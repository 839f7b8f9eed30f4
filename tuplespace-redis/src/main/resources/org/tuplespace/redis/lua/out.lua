-- Purpose: puts tuples, all in one step: those blocked on them are served, the rest are listed.
-- KEYS: meta
-- ARGV: sid slot seq (ttl delay bytes)*
--   ttl, delay: milliseconds, 0 for none.
-- Returns: OK '' | AGAIN: more was due first | UPLOAD: blobs of a tuple are gone | NOSESSION | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number. A full server refuses the first write, and nothing has changed.

-- @include partition
-- @include fields
-- @include blobs
-- @include session
-- @include index
-- @include match
-- @include space
-- @include putback
-- @include transactions
-- @include waiters
-- @include due
-- @include puts

local refused = admit()
if refused then
  return refused
end
state(arity(ARGV[6]))
refused = dropped()
if refused then
  return refused
end
if M.due then
  refuse_when_full() -- before what is due writes
end
local _, more_due = deal_with_due()
if more_due then
  return {'AGAIN'}
end
for i = 6, #ARGV, 3 do
  if lacks_blobs(ARGV[i]) then
    return {'UPLOAD'}
  end
end

put_all(4)
return done()
