-- Purpose: puts tuples, all in one step: those blocked on them are served, the rest are listed.
-- KEYS: meta
-- ARGV: sid slot seq (ttl delay bytes)*
--   ttl, delay: milliseconds, 0 for none.
-- Returns: OK '' | AGAIN: more was due first | UPLOAD: blobs of a tuple are gone | NOSESSION | REFUSED | DROPPED
-- Guarantees: runs once for a slot and number. A full server refuses the first write, and nothing has changed.

-- @include partition
-- @include quick
-- @include index
-- @include lone_keys
-- @include lone_put
-- @include quick_serve

local before = call('HMGET', slots, 'l', ARGV[2])
local runs = before[1] == '1' and is_new(before[2], ARGV[3])
local is_lone = #ARGV == 6 and ARGV[4] == '0' and ARGV[5] == '0'
local put, awaits = false, false
if runs and is_lone then
  put, awaits = lone_put(ARGV[6])
  put = put or awaits and quick_serve(awaits, ARGV[6])
end
if put then
  call('HSET', slots, ARGV[2], ARGV[3] .. 'D')
  return {'OK', ''}
end

-- @include quick_put

if runs and not is_lone then
  local list = {}
  for i = 6, #ARGV, 3 do
    if ARGV[i - 2] ~= '0' or ARGV[i - 1] ~= '0' then
      list = nil
      break
    end
    list[#list + 1] = ARGV[i]
  end
  if list and quick_put(list) then
    call('HSET', slots, ARGV[2], ARGV[3] .. 'D')
    return {'OK', ''}
  end
end

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
-- @include puts
-- @include out

return out(ARGV)
