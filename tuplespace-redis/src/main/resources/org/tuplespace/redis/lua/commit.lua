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

-- @include prefix
-- @include partition
-- @include clock
-- @include slots
-- @include plain
-- @include packed
-- @include in_parts
-- @include pages
-- @include quick_serve
-- @include index_append
-- @include quick_put
-- @include quick_transactions

-- One that puts plain tuples for which nobody waits, or a single one.
local function quick()
  if #ARGV > 200 then
    return nil
  end
  local transactions_here = quick_transactions()
  local operation = {unpack(ARGV)}
  operation.tx = ARGV[4]
  if not transactions_here.plain_puts(operation) then
    return nil
  end
  local before = call('HMGET', slots, 'l', ARGV[2], transactions_here.place_of(operation))
  if before[1] ~= '1' or not is_new(before[2], ARGV[3])
    or not transactions_here.is_plain_and_begun(operation, before[3])
    or not transactions_here.ready_to_commit({operation})[1] then
    return nil
  end
  local put, waiting = quick_put(operation.tuples)
  if not put and (#operation.tuples > 1 or not quick_serve_first(waiting, operation.tuples)) then
    return nil
  end
  local written = {}
  transactions_here.finish_all({operation}, written)
  call('HSET', slots, unpack(written))
  return operation.reply
end

local reply = quick()
if reply then
  return reply
end

-- @include meta
-- @include fields
-- @include blobs
-- @include session
-- @include index_add
-- @include index_remove
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
