-- Purpose: what these slots and waiters hold has arrived: their claims are final.
-- KEYS: meta
-- ARGV: sid (what id number)*
--   what: s for a slot and the number up to which all has arrived, w for a waiter's id (number is '').
-- Returns: OK
-- Guarantees: doing it again changes nothing. Works on a full server.

-- @include partition
-- @include clock
-- @include meta
-- @include fields
-- @include blobs
-- @include session
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
