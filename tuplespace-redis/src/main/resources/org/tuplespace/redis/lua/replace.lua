-- Purpose: takes every match and puts one tuple.
-- KEYS: meta
-- ARGV: sid slot seq arity shape key exact tests put
-- Returns: OK count | LIMIT: more than 10,000 tuples or 16 MiB to look at | I arity shape: an index is to be built
--   first | AGAIN: more was due first | UPLOAD: blobs of the put are gone | NOSESSION | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number; all or nothing. A full server refuses, and nothing has changed.

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
-- @include search

local refused = admit() or dropped()
if refused then
  return refused
end
refuse_when_full()
local _, more_due = deal_with_due()
if more_due then
  return {'AGAIN'}
end
local template = {tonumber(ARGV[4]), ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8]}
local put = ARGV[9]
if lacks_blobs(put) then
  return {'UPLOAD'}
end
local st = state(template[1])
local shape, wanted = choose(st, template[2])
if not shape then
  return {'I', str(st.n), wanted}
end
candidates_left, bytes_left = 10001, 16777217
local found = {}
local _, last = each_match(st, template, shape, '0', function(id, bytes, by_shape, by_key)
  found[#found + 1] = {id, bytes, by_shape, by_key}
end)
if last then
  acknowledge_only()
  return {'LIMIT'}
end
for _, each in ipairs(found) do
  claim({1}, st, each[1], each[2], each[3], each[4])
  release(each[2])
end
keep_blobs(put)
insert(next_id(), put, 0, 0)
insert_served_puts()
return done(str(#found))
