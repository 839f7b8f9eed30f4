-- Purpose: takes the building of an index one bounded step further; begins it if need be.
-- KEYS: meta
-- ARGV: arity shape
-- Returns: OK ready | MORE: call again | DROPPED
-- Guarantees: doing it again changes nothing. From the first step on, tuples that come and go are listed and
--   unlisted. Works on a full server.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta
-- @include fields
-- @include blobs
-- @include pages
-- @include index_add
-- @include index_remove
-- @include index
-- @include space
-- @include shapes

local refused = dropped()
if refused then
  return refused
end
local shape = ARGV[2]
local st = state(tonumber(ARGV[1]))
if find(st.shapes, ';' .. shape .. '+;', 1, true) then
  return {'OK'}
end
allow_when_full()
if find(st.shapes, ';' .. shape .. 'd;', 1, true) then
  drop_step(st, shape)
  return {'MORE'}
end
if not find(st.shapes, ';' .. shape .. 'b;', 1, true) then
  set_shapes(st, st.shapes .. shape .. 'b;')
  call('HSET', P .. 'su', index_name(st.n, shape), call('HGET', meta, 'clock') or '0')
end
return {build_step(st, shape) and 'OK' or 'MORE'}
