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

-- @include prefix
-- @include slots
-- @include plain
-- @include packed
-- @include pages
-- @include index_add
-- @include index_remove
-- @include quick_register
-- @include lone_in

local reply = lone_in()
if reply then
  return reply
end

-- @include partition
-- @include clock
-- @include in_parts
-- @include quick_take
-- @include quick_transactions

-- Templates of one shape that their keys decide, no swap, and no wait that is registered.
local function quick()
  local count = tonumber(ARGV[10])
  if ARGV[4] ~= 'I' or ARGV[7] ~= '0' or ARGV[8] ~= '' or #ARGV ~= 10 + 5 * count then
    return nil
  end
  local operation = {ARGV[1], ARGV[2], ARGV[3], keys = {}, max = tonumber(ARGV[5]), wid = ARGV[6],
    tx = ARGV[9] ~= '' and ARGV[9]}
  for i = 1, count do
    local at = 6 + 5 * i
    if ARGV[at] ~= ARGV[11] or ARGV[at + 1] ~= ARGV[12] or ARGV[at + 3] ~= '1' then
      return nil
    end
    operation.keys[i] = ARGV[at + 2]
  end
  local tx = operation.tx and quick_transactions()
  local before = call('HMGET', slots, 'l', ARGV[2], tx and tx.place_of(operation) or 'l')
  if before[1] ~= '1' or not is_new(before[2], ARGV[3]) or tx and not tx.begins(operation, before[3]) then
    return nil
  end
  local n, shape = tonumber(ARGV[11]), ARGV[12]
  local ids, tuples = quick_take(n, shape, {operation})
  if not ids then
    local nothing_there = tuples
    return nothing_there and not operation.tx and nothing(n, shape, operation.keys, state(n).waiting)
  end
  if operation.tx then
    local written = {}
    tx.hold_all({operation}, ids, tuples, written)
    call('HSET', slots, unpack(written))
  else
    call('HSET', slots, ARGV[2], claim_record(operation, ids, tuples))
  end
  return claim_reply(operation, tuples)
end

reply = quick()
if reply then
  return reply
end

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
-- @include search
-- @include take

return take(ARGV)
