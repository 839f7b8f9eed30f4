-- Purpose: what these slots and waiters hold has arrived: their claims are final.
-- KEYS: meta
-- ARGV: sid (what id number)*
--   what: s for a slot and the number up to which all has arrived, w for a waiter's id (number is '').
-- Returns: OK
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include prefix
-- @include partition
-- @include slots
-- @include plain
-- @include in_parts

-- Claims of plain tuples alone, which most are, in few commands. Answers false if there are others: then nothing has
-- changed.
local function acknowledge_plain()
  local waits, places, numbers = {}, {}, {}
  for i = 2, #ARGV, 3 do
    if ARGV[i] == 'w' then
      waits[#waits + 1] = ARGV[i + 1]
    else
      places[#places + 1], numbers[#numbers + 1] = ARGV[i + 1], ARGV[i + 2]
    end
  end
  local served = P .. 'c:' .. ARGV[1]
  local claims = #waits > 0 and several('HMGET', served, waits) or {}
  for i = 1, #waits do
    local claim = claims[i]
    if claim and (byte(claim) ~= 67 or not is_plain(cmsgpack.unpack(sub(claim, 2))[5])) then -- C
      return false
    end
  end
  local held = #places > 0 and several('HMGET', slots, places) or {}
  local acknowledged = {}
  for i = 1, #places do
    local _, _, number, kind = find(held[i] or '', '^(%d+)(%a)')
    if kind == 'K' or kind == 'R' or kind == 'F' then
      return false
    elseif kind == 'C' and tonumber(number) <= tonumber(numbers[i]) then
      local k = #acknowledged
      acknowledged[k + 1], acknowledged[k + 2] = places[i], numbers[i] .. 'A'
    end
  end
  allow_when_full()
  if #waits > 0 then
    several('HDEL', served, waits)
  end
  if #acknowledged > 0 then
    several('HSET', slots, acknowledged)
  end
  return true
end

if acknowledge_plain() then
  return {'OK'}
end

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

allow_when_full()
for i = 2, #ARGV, 3 do
  local id, number = ARGV[i + 1], ARGV[i + 2]
  if ARGV[i] == 'w' then
    local list, kind = waiters().served(sid, id)
    if kind then
      waiters().forget_served(sid, id, list, kind)
    end
  else
    local held = call('HGET', slots, id)
    local _, e, at, kind
    if held then
      _, e, at, kind = find(held, '^(%d+)([CKRF])')
    end
    if at and tonumber(at) <= tonumber(number) then
      if kind ~= 'C' then
        release_all(cmsgpack.unpack(sub(held, e + 1)))
      end
      call('HSET', slots, id, number .. 'A')
    end
  end
end
return {'OK'}
