-- Purpose: removes the keys of a space that is being dropped, in bounded steps; any client can go on with it.
-- KEYS: meta
-- ARGV: birth pattern cursor
--   birth: which space of the name; a later one is left alone. pattern: for the keys of the partition.
--   cursor: 0 at first, then what MORE answered.
-- Returns: OK all are gone | MORE cursor: call again
-- Guarantees: doing it again changes nothing. The meta key, which bars others from the name, goes last; the trace
--   for those who missed the notice stays until it expires.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local r = call('HMGET', meta, 'birth', 'due')
if r[1] ~= ARGV[1] or r[2] ~= 'dropped' then
  return {'OK'}
end
local page = call('SCAN', ARGV[3], 'MATCH', ARGV[2], 'COUNT', 500)
for _, key in ipairs(page[2]) do
  if key ~= meta and sub(key, 1, #P + 2) ~= P .. 'x:' then
    call('UNLINK', key)
  end
end
if page[1] ~= '0' then
  return {'MORE', page[1]}
end
call('UNLINK', meta)
return {'OK'}
