-- The common operations, in few calls and without the functions that the others need: tuples are put, or given to the
-- one who waits, and the oldest under a key are taken. What is not so simple is left alone: nothing is changed then.

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

-- Whether nobody watches, and nothing has to be dealt with before.
local function is_calm()
  return (not M.wn or M.wn == '0') and (not M.due or M.due ~= 'dropped' and tonumber(M.due) > now())
end

-- The key of a stored tuple under a shape; nil if it takes more to make it.
local function quick_key(bytes, shape)
  local key, p = '', 2
  local _, last = find(shape, '.*[VT]')
  for i = 1, last or 0 do
    local b, from = byte(bytes, p), p
    if b >= 0xa0 and b <= 0xbf then
      p = p + b - 0x9f
    elseif b == 0xd2 or b == 0xca then
      p = p + 5
    elseif b == 0xd3 or b == 0xcb then
      p = p + 9
    elseif b == 0xd9 or b == 0xc4 then
      p = p + 2 + byte(bytes, p + 1)
    elseif b == 0xc0 or b == 0xc2 or b == 0xc3 then
      p = p + 1
    else
      return nil
    end
    local c = byte(shape, i)
    if c == 86 then
      if p - from > 40 then
        return nil
      end
      key = key .. sub(bytes, from, p - 1)
    elseif c == 84 then
      key = key .. char(b < 0xc0 and 0xd9 or b == 0xc3 and 0xc2 or b)
    end
  end
  return key
end

-- Whether the tuple has up to 15 fields, all of them inline.
local function is_plain(bytes)
  local b = byte(bytes, 1)
  return b >= 0x90 and b <= 0x9f
end

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
