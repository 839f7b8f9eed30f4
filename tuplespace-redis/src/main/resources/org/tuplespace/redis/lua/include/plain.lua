-- Tuples of the common kind, which need no search: their keys are made of their bytes.

-- Whether nobody watches, and nothing has to be dealt with before: by the number of watchers and when something is due,
-- as the meta hash has them.
local function is_calm(watching, due)
  return (not watching or watching == '0') and (not due or due ~= 'dropped' and tonumber(due) > now())
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
