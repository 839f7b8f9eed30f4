-- Commands with more arguments than Lua's stack may hold, in parts.

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
