-- Ends a transaction: the arguments are those of the script COMMIT.

local function commit(args)
  local refused = admit(args[2], args[3]) or dropped()
  if refused then
    return refused
  end
  if #args > 5 then
    refuse_when_full()
  else
    allow_when_full()
  end
  local place, number = transactions().parse(args[4])
  local expected = tonumber(args[5])
  local standing, letter = transactions().standing(sid, place, number)
  if not standing or (standing == 'N' and expected > 0) then
    return {'NOTX'}
  end
  local _, more_due = deal_with_due()
  if more_due then
    return {'AGAIN'}
  end
  if standing == 'L' then
    local held = transactions().count_held(place)
    if held ~= expected then
      return {held > expected and 'HELD' or 'NOTX'}
    end
  end
  for i = 8, #args, 3 do
    if lacks_blobs(args[i]) then
      return {'UPLOAD'}
    end
  end

  if standing == 'L' then
    transactions().finish(place, number, letter)
  end
  put_all(args, 6)
  return done()
end
