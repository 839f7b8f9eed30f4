-- The records of operations, by slot.

local slots = P .. 's:' .. ARGV[1]

-- Whether an operation of this number is new on its slot, and acknowledges nothing but a claim of plain tuples.
local function is_new(record, number)
  if not record then
    return true
  end
  local digits = find(record, '%a') - 1
  local kind = byte(record, digits + 1)
  if kind == 75 or kind == 82 or kind == 70 then -- K, R, F
    return false
  end
  -- Compared by their digits: making numbers of them takes longer.
  return digits < #number or digits == #number and sub(record, 1, digits) < number
end

-- Whether the operation of the arguments is new on its slot, in a session that lives; and the slot's record.
local function is_new_here()
  local before = call('HMGET', slots, 'l', ARGV[2])
  return before[1] == '1' and is_new(before[2], ARGV[3]), before[2]
end
