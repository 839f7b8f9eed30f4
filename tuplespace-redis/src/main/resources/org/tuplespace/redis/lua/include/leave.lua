-- A session ends, closed or expired: its waiters are withdrawn, its claims and what its transactions hold are put
-- back, in bounded steps.

local LEAVE_STEP = 200

local function some_of(hash, count)
  local cursor = '0'
  repeat
    local r = call('HSCAN', hash, cursor, 'COUNT', count)
    cursor = r[1]
    if #r[2] > 0 then
      return r[2]
    end
  until cursor == '0'
  return {}
end

-- What a swap took stays taken; its client is told, should it have expired and ask. Not of fields out of line: those
-- are let go. Answers the record to keep.
local function outcome_of_swap(number, list)
  if not may_hold_blobs(list[5]) then
    return number .. 'F' .. cmsgpack.pack(list)
  end
  release_all(list)
  return number .. 'F'
end

-- Puts back up to a step's worth of the claims in slots. Answers true when none is left.
local function leave_slots(of, bump)
  local left = LEAVE_STEP
  local fields = call('HKEYS', P .. 's:' .. of)
  for _, field in ipairs(fields) do
    local held = call('HGET', P .. 's:' .. of, field)
    local _, e, number, kind = find(held, '^(%d+)([CKRF])')
    if kind == 'F' and bump == 1 then
      if #held > e and may_hold_blobs(cmsgpack.unpack(sub(held, e + 1))[5]) then
        call('HSET', P .. 's:' .. of, field, outcome_of_swap(number, cmsgpack.unpack(sub(held, e + 1))))
      end
    elseif kind and find(field, '^%d+$') then
      if left <= 0 then
        return false
      end
      local list = cmsgpack.unpack(sub(held, e + 1))
      local some = {list[1]}
      for i = #list - 3, 2, -4 do
        if left == 0 then
          break
        end
        for k = i, i + 3 do
          some[#some + 1] = list[k]
        end
        for k = i + 3, i, -1 do
          list[k] = nil
        end
        left = left - 1
      end
      if #list == 1 then
        call('HSET', P .. 's:' .. of, field, number .. 'A')
      else
        call('HSET', P .. 's:' .. of, field, number .. kind .. cmsgpack.pack(list))
      end
      if kind == 'R' or kind == 'F' then
        release_all(some)
      else
        put_back(some, bump)
      end
    end
  end
  return true
end

-- Takes the leaving one step further. Answers true when nothing is left but the outcomes of what it put.
local function leave_step(of, bump)
  allow_when_full()
  call('HSET', P .. 's:' .. of, 'l', 'x')
  local watches = tonumber(call('HGET', P .. 's:' .. of, 'n') or 0)
  if watches > 0 then
    call('HDEL', P .. 's:' .. of, 'n')
    M.wn = str(call('HINCRBY', meta, 'wn', -watches))
  end
  local waiting = some_of(P .. 'v:' .. of, LEAVE_STEP)
  for i = 1, #waiting, 2 do
    waiters().withdraw(waiting[i + 1], cmsgpack.unpack(call('HGET', P .. 'w', waiting[i + 1])))
  end
  if #waiting > 0 then
    return false
  end
  local claims = some_of(P .. 'c:' .. of, 32)
  for i = 1, #claims, 2 do
    local list, kind = waiters().served(of, claims[i])
    if kind == 'C' then
      call('HDEL', P .. 'c:' .. of, claims[i])
      put_back(list, bump)
    elseif kind == 'F' and bump == 1 then
      call('HDEL', P .. 'c:' .. of, claims[i])
      call('HSET', P .. 's:' .. of, 'w' .. claims[i], outcome_of_swap('0', list))
    else
      waiters().forget_served(of, claims[i], list, kind)
    end
  end
  if #claims > 0 then
    return false
  end
  return transactions().leave(of, str(bump)) and leave_slots(of, bump)
end
