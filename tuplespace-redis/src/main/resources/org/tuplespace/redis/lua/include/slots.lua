-- The records of operations, by slot.

local slots = P .. 's:' .. ARGV[1]

-- Whether an operation of this number is new on its slot, and acknowledges nothing but a claim of plain tuples.
local function is_new(record, number)
  if not record then
    return true
  end
  local _, e = find(record, '^%d+')
  local kind = byte(record, e + 1)
  return kind ~= 75 and kind ~= 82 and kind ~= 70 and tonumber(sub(record, 1, e)) < tonumber(number) -- K, R, F
end
