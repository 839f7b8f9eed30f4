-- Purpose: takes or reads the oldest match of the first template, in the order given, that has one; else
--   answers so, or registers a waiter on all of them. With puts it is a swap.
-- KEYS: meta
-- ARGV: sid slot seq kind max wid registered cursor tx templates (arity shape key exact tests)* put*
--   kind: I takes, R reads, A takes all, or none if there are more than max. max: how many to take of the one
--   template. wid: the waiter to register, or ''.
--   registered: 1 if wid waits already and was told to look; a match then replaces its wait.
--   cursor: '' or what S answered. tx: '', or the transaction that holds what is taken, by place, number and
--   milliseconds of its lease. put: tuples that a swap puts.
-- Returns: T alternative (deliveries bytes)* | N nothing | W registered | G no longer waiting
--   | S cursor: call again with it | I arity shape: an index is to be built first | AGAIN: more was due first
--   | UPLOAD: blobs of a put are gone | NOTX: the transaction has ended | LIMIT: of A | NOSESSION | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number; a take is claimed by its record. Looks at up to 500 candidates
--   or 1 MiB of them, for max above 1 at 10,000 or 16 MiB. The step that finds nothing has also looked at what
--   was put back behind its cursor, and registers the waiter, so nothing is missed. A full server takes still.

-- @include partition
-- @include quick

-- One template that its key decides, no transaction, no swap, and no wait that is registered.
if ARGV[4] == 'I' and ARGV[14] == '1' and ARGV[10] == '1' and ARGV[9] == '' and ARGV[8] == '' and ARGV[7] == '0'
  and #ARGV == 15 then
  local before = call('HMGET', slots, 'l', ARGV[2])
  if before[1] == '1' and is_new(before[2], ARGV[3]) then
    local operation = {ARGV[1], ARGV[2], ARGV[3], keys = {ARGV[13]}, max = tonumber(ARGV[5])}
    local ids, tuples = quick_take(tonumber(ARGV[11]), ARGV[12], {operation})
    if ids then
      call('HSET', slots, ARGV[2], claim_record(operation, ids, tuples))
      return claim_reply(operation, tuples)
    end
  end
end

-- @include index
-- @include clock
-- @include meta
-- @include fields
-- @include blobs
-- @include session
-- @include match
-- @include space
-- @include putback
-- @include transactions
-- @include waiters
-- @include due
-- @include search
-- @include take

return take(ARGV)
