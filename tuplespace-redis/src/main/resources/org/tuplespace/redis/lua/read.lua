-- Purpose: reads tuples by their ids.
-- KEYS: meta
-- ARGV: sid slot seq places tests
--   sid: '' for one that only looks, and changes nothing. places: arity:id of each, commas between. tests: of a template, or '' for none.
-- Returns: T looked (deliveries bytes)* | AGAIN: more was due first | NOSESSION | REFUSED | DROPPED
--   looked: how many of the places were looked at; those that are there and match are answered, in the order asked.
-- Guarantees: looks at no more after 500 tuples or 1 MiB, what is read out of line included. A page with tuples that hold blobs is
--   recorded, so that the blobs stay until it is acknowledged.

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
local tests = ARGV[5] ~= '' and cmsgpack.unpack(ARGV[5])
local list, looked = {0}, 0
candidates_left, bytes_left = 500, 1048576

-- Reads some places of one arity; answers whether to go on.
local function read_some(n, ids)
  local several = call('HMGET', P .. 't:' .. n, unpack(ids))
  for i, id in ipairs(ids) do
    if candidates_left <= 0 or bytes_left <= 0 then
      return false
    end
    looked = looked + 1
    local bytes = several[i]
    if bytes then
      candidates_left = candidates_left - 1
      bytes_left = bytes_left - #bytes
      if not is_over(n, id) and (not tests or matches(parse(bytes), tests)) then
        add_to_page(list, id, bytes)
      end
    end
  end
  return true
end

local arity_of_some, some = nil, {}
local goes_on = true
for n, id in gmatch(ARGV[4], '(%d+):(%d+)') do
  if n ~= arity_of_some or #some == 16 then
    goes_on = #some == 0 or read_some(arity_of_some, some)
    if not goes_on then
      break
    end
    arity_of_some, some = n, {}
  end
  some[#some + 1] = id
end
if goes_on and #some > 0 then
  read_some(arity_of_some, some)
end
list[1] = looked
return tuples_reply(settle_page(list))
