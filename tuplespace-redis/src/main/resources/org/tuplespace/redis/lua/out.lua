-- Purpose: puts tuples, all in one step: those blocked on them are served, the rest are listed.
-- KEYS: meta
-- ARGV: sid slot seq (ttl delay bytes)*
--   ttl, delay: milliseconds, 0 for none.
-- Returns: OK '' | AGAIN: more was due first | UPLOAD: blobs of a tuple are gone | NOSESSION | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number. A full server refuses the first write, and nothing has changed.

-- @include prefix
-- @include slots
-- @include plain
-- @include pages
-- @include index_append
-- @include quick_serve
-- @include lone_out

local reply = lone_out()
if reply then
  return reply
end

-- @include partition
-- @include in_parts
-- @include quick_put

-- Several tuples that are put as they are.
local function quick()
  local list = {}
  for i = 6, #ARGV, 3 do
    if ARGV[i - 2] ~= '0' or ARGV[i - 1] ~= '0' then
      return nil
    end
    list[#list + 1] = ARGV[i]
  end
  if #list == 1 then
    return nil
  end
  if not is_new_here() or not quick_put(list) then
    return nil
  end
  call('HSET', slots, ARGV[2], ARGV[3] .. 'D')
  return {'OK', ''}
end

reply = quick()
if reply then
  return reply
end

-- @include clock
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
-- @include out

return out(ARGV)
