-- Purpose: a page of the tuples that match, in order; or how many there are.
-- KEYS: meta
-- ARGV: sid slot seq mode after arity shape key exact tests
--   sid: '' for one that only looks, and changes nothing. mode: read or count. after: the id that the last page ended
--   with, 0 at first.
-- Returns: T after (deliveries bytes)* | C after count | I arity shape: an index is to be built first | AGAIN: more
--   was due first | NOSESSION | REFUSED | DROPPED
--   after: where to go on, 0 if this was the last page.
-- Guarantees: a count without filters looks at up to 4096 pages of the index, 260,000 tuples where none were taken from
--   among them; it is exact if these are all. Else looks at up to 500 candidates or 1 MiB of them, what is read out of
--   line included. A page with tuples that hold blobs is recorded, so that the blobs stay until it
--   is acknowledged.

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
-- @include page

local refused = admit_reader()
if refused then
  return refused
end
local mode, after = ARGV[4], ARGV[5]
local template = {tonumber(ARGV[6]), ARGV[7], ARGV[8], tonumber(ARGV[9]), ARGV[10]}
local st = state(template[1])
if mode == 'count' and template[4] == 1 and not find(template[2], '[VT]') then
  acknowledge_only()
  return {'C', '0', str(call('HLEN', P .. 't:' .. st.n))}
end
local shape, wanted
if only_looks and not find(st.shapes, ';' .. template[2] .. '+;', 1, true) then
  wanted = template[2]
else
  shape, wanted = choose(st, template[2])
end
if not shape then
  return {'I', str(st.n), wanted}
end
if mode == 'count' and template[4] == 1 and shape == template[2] then
  acknowledge_only()
  local n, next_after = index_count(index_name(st.n, shape), template[3], after)
  return {'C', next_after, str(n)}
end
candidates_left, bytes_left = 500, 1048576
local list, count = {0}, 0
local _, last = each_match(st, template, shape, after, function(id, bytes)
  if is_over(str(st.n), id) then
    return
  end
  count = count + 1
  if mode == 'read' then
    add_to_page(list, id, bytes)
  end
end)
list[1] = last or '0'
settle_page(list)
if mode == 'count' then
  return {'C', list[1], str(count)}
end
return tuples_reply(list)
