-- Purpose: what became of an operation whose reply is missing, or of a wait, after its session has expired.
-- KEYS: meta
-- ARGV: sid slot seq
--   slot: for a wait w and its id; seq is 0 then.
-- Returns: OK payload: it took effect | T alternative (deliveries bytes)*: a swap took this | N it did not, and never
--   will | GONE: the session's record is no more | LIVE: the session is alive; send the operation again | DROPPED
-- Guarantees: changes nothing.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta
-- @include fields
-- @include blobs
-- @include session

local refused = dropped()
if refused then
  return refused
end
local r = call('HMGET', slots, 'l', slot)
if not r[1] then
  return {'GONE'}
elseif r[1] == '1' then
  return {'LIVE'}
end

local function outcome_of_swap(packed)
  local list = packed ~= '' and cmsgpack.unpack(packed)
  return list and not may_hold_blobs(list[5]) and tuples_reply(list) or {'GONE'}
end

local claimed = sub(slot, 1, 1) == 'w' and call('HGET', P .. 'c:' .. sid, sub(slot, 2))
if claimed and sub(claimed, 1, 1) == 'F' then
  return outcome_of_swap(sub(claimed, 2))
end
if r[2] then
  local _, e, number, kind = find(r[2], '^(%d+)(%a)')
  if number == seq and kind == 'D' then
    return {'OK', sub(r[2], e + 1)}
  elseif number == seq and kind == 'F' then
    return outcome_of_swap(sub(r[2], e + 1))
  end
end
return {'N'}
