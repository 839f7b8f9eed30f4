-- The common operations, in few calls and without the functions that the others need: tuples are put, or given to the
-- one who waits, and the oldest under a key are taken. What is not so simple is left alone: nothing is changed then.

local function several(command, key, args)
  if #args < 4000 then
    return call(command, key, unpack(args))
  end
  local all = {}
  for from = 1, #args, 4000 do
    local r = call(command, key, unpack(args, from, math.min(from + 3999, #args)))
    if type(r) == 'table' then
      for i = 1, #r do
        all[from + i - 1] = r[i]
      end
    end
  end
  return all
end
