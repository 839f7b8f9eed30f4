-- The fields that lie out of line, each in a key of its own, with the number of its holders in the hash h: the
-- tuple, and every recorded reply that names it.

-- A tuple with fields out of line opens with a long array header; others of up to 15 fields never do.
local function may_hold_blobs(bytes)
  return byte(bytes, 1) == 0xdc
end

-- The ids of the blobs that a tuple refers to; nil if there are none.
local function blobs_of(bytes)
  if not may_hold_blobs(bytes) then
    return nil
  end
  local n, at = starts(bytes, 1)
  local ids
  for i = 1, n do
    local ext, data = extension(bytes, at[i])
    if ext == 12 then
      ids = ids or {}
      ids[#ids + 1] = sub(bytes, data + 57, at[i + 1] - 1)
    end
  end
  return ids
end

-- Adds to the number of holders of the tuple's blobs; with its last holder a blob goes.
local function count_holders(bytes, change)
  for _, id in ipairs(blobs_of(bytes) or {}) do
    if call('HINCRBY', P .. 'h', id, change) <= 0 then
      call('HDEL', P .. 'h', id)
      call('UNLINK', P .. 'b:' .. id)
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
  local ids = blobs_of(bytes)
  if ids then
    for _, id in ipairs(ids) do
      if call('EXISTS', P .. 'b:' .. id) == 0 then
        return true
      end
    end
  end
  return false
end

-- The tuple becomes the holder of its blobs, which were uploaded with a time to live.
local function keep_blobs(bytes)
  local ids = blobs_of(bytes)
  if ids then
    for _, id in ipairs(ids) do
      call('PERSIST', P .. 'b:' .. id)
      call('HINCRBY', P .. 'h', id, 1)
    end
  end
end
