-- The fields that lie out of line, each in keys of its own, a piece of it in each, with the number of its holders in
-- the hash h: the tuple, and every recorded reply that names it.

-- How long the pieces of a content of so many bytes are, but for the last.
local function piece_length(length)
  local MOST, LEAST, FEW = 2097152, 262144, 3
  return length > MOST and MOST or math.max(math.ceil(length / FEW), LEAST)
end

-- A tuple with fields out of line opens with a long array header; others of up to 15 fields never do.
local function may_hold_blobs(bytes)
  return byte(bytes, 1) == 0xdc
end

-- The keys of a blob's pieces, its id, and how long they are; data is where the reference to it begins, and last where
-- it ends.
local function pieces_of(bytes, data, last)
  local id = sub(bytes, data + 57, last)
  local high, low = struct.unpack('>I4I4', bytes, data + 49)
  local keys = {P .. 'b:' .. id}
  local length = high * 4294967296 + low
  local each = piece_length(length)
  for piece = 2, math.ceil(length / each) do
    keys[piece] = P .. 'b:' .. id .. '.' .. (piece - 1)
  end
  return keys, id, each
end

-- The blobs that a tuple refers to, each with its id and the keys of its pieces; nil if there are none.
local function blobs_of(bytes)
  if not may_hold_blobs(bytes) then
    return nil
  end
  local n, at = starts(bytes, 1)
  local blobs
  for i = 1, n do
    local ext, data = extension(bytes, at[i])
    if ext == 12 then
      local keys, id = pieces_of(bytes, data, at[i + 1] - 1)
      blobs = blobs or {}
      blobs[#blobs + 1] = {id = id, keys = keys}
    end
  end
  return blobs
end

-- Adds to the number of holders of the tuple's blobs; with its last holder a blob goes.
local function count_holders(bytes, change)
  for _, blob in ipairs(blobs_of(bytes) or {}) do
    if call('HINCRBY', P .. 'h', blob.id, change) <= 0 then
      call('HDEL', P .. 'h', blob.id)
      call('UNLINK', unpack(blob.keys))
    end
  end
end

-- One more holder of the tuple's blobs.
local function hold(bytes)
  count_holders(bytes, 1)
end

-- One holder less.
local function release(bytes)
  count_holders(bytes, -1)
end

-- Blobs that the tuple refers to and that are no longer there; they are to be uploaded again.
local function lacks_blobs(bytes)
  for _, blob in ipairs(blobs_of(bytes) or {}) do
    if call('EXISTS', unpack(blob.keys)) < #blob.keys then
      return true
    end
  end
  return false
end

-- The tuple becomes the holder of its blobs, which were uploaded with a time to live.
local function keep_blobs(bytes)
  for _, blob in ipairs(blobs_of(bytes) or {}) do
    for _, key in ipairs(blob.keys) do
      call('PERSIST', key)
    end
    call('HINCRBY', P .. 'h', blob.id, 1)
  end
end
