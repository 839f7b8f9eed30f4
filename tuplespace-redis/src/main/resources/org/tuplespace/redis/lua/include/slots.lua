-- The records of operations, by slot.

local slots = P .. 's:' .. ARGV[1]

-- Whether an operation of this number is new on its slot, and acknowledges nothing but a claim of plain tuples.
local function is_new(record, number)
  if not record then
    return true
  end
  local _, _, before, kind = find(record, '^(%d+)(%a)')
  return kind ~= 'K' and kind ~= 'R' and kind ~= 'F' and tonumber(before) < tonumber(number)
end

-- Whether the operation of the arguments is new on its slot, in a session that lives; and the slot's record.
local function is_new_here()
  local before = call('HMGET', slots, 'l', ARGV[2])
  return before[1] == '1' and is_new(before[2], ARGV[3]), before[2]
end
