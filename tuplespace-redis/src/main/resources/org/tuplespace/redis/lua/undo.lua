-- Purpose: puts back what a slot's operation or a waiter took, because it can't be read, or nobody wants it any
--   more; and makes sure that a copy of that operation still under way does nothing.
-- KEYS: meta
-- ARGV: sid (what id number bump)*
--   what: s for a slot and the operation's number, w for a waiter's id (number is '').
--   bump: 1 if the tuples may have been delivered.
-- Returns: OK | NOSESSION: whatever was claimed has been or will be put back | DROPPED
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include partition
-- @include fields
-- @include session
-- @include index
-- @include match
-- @include space
-- @include waiters
-- @include due

allow_when_full()
local refused = dropped()
if refused then
  return refused
end
if call('HGET', slots, 'l') ~= '1' then
  return {'NOSESSION'}
end
for i = 2, #ARGV, 4 do
  local id, number, bump = ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3])
  if ARGV[i] == 'w' then
    local waiting = call('HGET', P .. 'v:' .. sid, id)
    if waiting then
      withdraw(waiting, cmsgpack.unpack(call('HGET', P .. 'w', waiting)))
    end
    local list, kind = served(sid, id)
    if kind == 'C' then
      call('HDEL', P .. 'c:' .. sid, id)
      put_back(list, bump)
    elseif list then
      forget_served(sid, id, list, kind)
    end
  else
    local held = call('HGET', slots, id)
    local _, e, at, kind
    if held then
      _, e, at, kind = find(held, '^(%d+)(%a)')
    end
    if not at or tonumber(at) <= tonumber(number) then
      call('HSET', slots, id, number .. 'A')
      local list = (kind == 'C' or kind == 'K' or kind == 'R') and cmsgpack.unpack(sub(held, e + 1))
      if list and at == number and kind ~= 'R' then
        put_back(list, bump)
      elseif list then
        release_all(list)
      end
    end
  end
end
return {'OK'}
