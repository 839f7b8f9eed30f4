-- Purpose: puts back what a slot's operation or a waiter took, because it can't be read, or nobody wants it any
--   more; withdraws the waiter, or the one that the operation registered; and makes sure that a copy of that
--   operation still under way does nothing.
-- KEYS: meta
-- ARGV: sid what id number bump kept
--   what: s for a slot and the operation's number, w for a waiter's id (number is '').
--   bump: 1 if the tuples may have been delivered. kept: how many, from the first, are final instead.
-- Returns: OK | NOSESSION: whatever was claimed has been or will be put back | DROPPED
--   A swap is final: what it took is gone, as its puts are in the space.
-- Guarantees: doing it again changes nothing. Works on a full server.

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

allow_when_full()
local refused = dropped()
if refused then
  return refused
end
if call('HGET', slots, 'l') ~= '1' then
  return {'NOSESSION'}
end
local what, id, number, bump, kept = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])

local function end_wait(id)
  local waiting = call('HGET', P .. 'v:' .. sid, id)
  if waiting then
    waiters().withdraw(waiting, cmsgpack.unpack(call('HGET', P .. 'w', waiting)))
  end
  local list, kind = waiters().served(sid, id)
  waiters().refuse_served(sid, id, list, kind, bump)
end

if what == 'w' then
  end_wait(id)
  return {'OK'}
end

local held = call('HGET', slots, id)
local _, e, at, kind
if held then
  _, e, at, kind = find(held, '^(%d+)(%a)')
end
if at and tonumber(at) > tonumber(number) then
  return {'OK'}
end
call('HSET', slots, id, number .. 'A')
if kind == 'W' and at == number then
  end_wait(sub(held, e + 1))
end
if kind == 'X' then
  if at == number then
    transactions().put_back_held(sid, sub(held, e + 1), bump)
  end
elseif kind and find(kind, '[CKRF]') then
  local list = cmsgpack.unpack(sub(held, e + 1))
  if at ~= number or kind == 'R' or kind == 'F' then
    release_all(list)
  else
    local back = {list[1]}
    for i = 2, #list, 4 do
      if kept > 0 then
        kept = kept - 1
        release(list[i + 3])
      else
        for k = i, i + 3 do
          back[#back + 1] = list[k]
        end
      end
    end
    put_back(back, bump)
  end
end
return {'OK'}
