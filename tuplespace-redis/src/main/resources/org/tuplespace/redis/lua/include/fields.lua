-- Reads a stored tuple: where its fields are, their tags, the parts that they give to a key. docs/encoding.md
-- has the format.

-- The position after the value at p. Extensions are skipped by their length, arrays element by element.
local function skip(s, p)
  local pending = 1
  while pending > 0 do
    local b = byte(s, p)
    pending = pending - 1
    if b >= 0xa0 and b <= 0xbf then
      p = p + 1 + (b - 0xa0)
    elseif b == 0xd2 or b == 0xca then
      p = p + 5
    elseif b == 0xd3 or b == 0xcb then
      p = p + 9
    elseif b == 0xc0 or b == 0xc2 or b == 0xc3 then
      p = p + 1
    elseif b == 0xd9 or b == 0xc4 then
      p = p + 2 + byte(s, p + 1)
    elseif b == 0xda or b == 0xc5 then
      local h, l = byte(s, p + 1, p + 2)
      p = p + 3 + h * 256 + l
    elseif b == 0xdb or b == 0xc6 then
      p = p + 5 + struct.unpack('>I4', s, p + 1)
    elseif b >= 0xd4 and b <= 0xd8 then
      p = p + 2 + 2 ^ (b - 0xd4)
    elseif b == 0xc7 then
      p = p + 3 + byte(s, p + 1)
    elseif b == 0xc8 then
      p = p + 4 + struct.unpack('>I2', s, p + 1)
    elseif b == 0xc9 then
      p = p + 6 + struct.unpack('>I4', s, p + 1)
    elseif b == 0xd0 then
      p = p + 2
    elseif b == 0xd1 then
      p = p + 3
    elseif b >= 0x90 and b <= 0x9f then
      p = p + 1
      pending = pending + (b - 0x90)
    elseif b == 0xdc then
      pending = pending + struct.unpack('>I2', s, p + 1)
      p = p + 3
    elseif b == 0xdd then
      pending = pending + struct.unpack('>I4', s, p + 1)
      p = p + 5
    else
      error('corrupt tuple')
    end
  end
  return p
end

-- Number of elements of the array at p, and the position of the first.
local function array(s, p)
  local b = byte(s, p)
  if b >= 0x90 and b <= 0x9f then
    return b - 0x90, p + 1
  elseif b == 0xdc then
    return struct.unpack('>I2', s, p + 1), p + 3
  end
  return struct.unpack('>I4', s, p + 1), p + 5
end

-- Where the fields of the array at p start; [n + 1] is the position after the last.
local function starts(s, p)
  local n
  n, p = array(s, p)
  local at = {}
  for i = 1, n do
    at[i] = p
    p = skip(s, p)
  end
  at[n + 1] = p
  return n, at
end

-- The type and the position of the data of the extension at p; nil if it is no extension.
local function extension(s, p)
  local b = byte(s, p)
  if b >= 0xd4 and b <= 0xd8 then
    return byte(s, p + 1), p + 2
  elseif b == 0xc7 then
    return byte(s, p + 2), p + 3
  elseif b == 0xc8 then
    return byte(s, p + 3), p + 4
  elseif b == 0xc9 then
    return byte(s, p + 5), p + 6
  end
end

-- The byte that tells the type of the field at p; families of headers count as one.
local function tag(s, p)
  local b = byte(s, p)
  if b >= 0xa0 and b <= 0xbf or b == 0xda or b == 0xdb then
    return 0xd9
  elseif b == 0xc3 then
    return 0xc2
  elseif b == 0xc5 or b == 0xc6 then
    return 0xc4
  elseif b >= 0x90 and b <= 0x9f or b == 0xdc then
    return 0xdd
  end
  local ext, data = extension(s, p)
  if ext == 12 then
    return byte(s, data)
  end
  return ext or b
end

local function parse(bytes)
  local n, at = starts(bytes, 1)
  return {bytes = bytes, n = n, at = at, parts = {}}
end

-- The arity, without reading further.
local function arity(bytes)
  return (array(bytes, 1))
end

local function unhex(hex)
  return char(tonumber(hex, 16))
end

-- What field i gives to a key: itself, or a digest where it is longer than 40 bytes.
local function part(t, i)
  local p = t.parts[i]
  if p then
    return p
  end
  local from, to = t.at[i], t.at[i + 1] - 1
  if to - from < 40 then
    p = sub(t.bytes, from, to)
  else
    local ext, data = extension(t.bytes, from)
    if ext == 12 then
      p = '\193' .. sub(t.bytes, data + 1, data + 16)
    else
      p = '\193' .. string.gsub(sub(redis.sha1hex(sub(t.bytes, from, to)), 1, 32), '..', unhex)
    end
  end
  t.parts[i] = p
  return p
end

local function key_of(t, shape)
  local key = {}
  for i = 1, #shape do
    local c = byte(shape, i)
    if c == 86 then
      key[#key + 1] = part(t, i)
    elseif c == 84 then
      key[#key + 1] = char(tag(t.bytes, t.at[i]))
    end
  end
  return table.concat(key)
end
