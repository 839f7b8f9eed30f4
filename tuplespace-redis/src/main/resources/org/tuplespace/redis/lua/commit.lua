-- Purpose: ends a transaction: what it took is final, what it put appears, all in one step.
-- KEYS: meta
-- ARGV: sid slot seq tx held (ttl delay bytes)*
--   tx: the transaction's place and number. held: how many tuples it holds as far as its client knows.
--   ttl, delay: milliseconds, 0 for none.
-- Returns: OK '' | NOTX: it has ended before, or lost some of what it held | HELD: it holds more; call again once
--   those are put back that nobody got | AGAIN: more was due first | UPLOAD: blobs of a tuple are gone | NOSESSION
--   | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number; all or nothing. A full server refuses one that puts, and nothing has
--   changed; it allows one that only takes.

-- @include partition
-- @include clock
-- @include meta
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
-- @include commit

return commit(ARGV)
