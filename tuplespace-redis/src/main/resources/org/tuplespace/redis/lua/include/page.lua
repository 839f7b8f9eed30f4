-- A page of tuples that are read and stay.

local page_blobs = false

-- Adds a tuple to the packed list of the page. What it has out of line counts as bytes of the page too.
local function add_to_page(list, id, bytes)
  local i = #list
  list[i + 1], list[i + 2], list[i + 3], list[i + 4] = id, deliveries_of(id), 0, bytes
  if may_hold_blobs(bytes) then
    local n, at = starts(bytes, 1)
    for field = 1, n do
      local ext, data = extension(bytes, at[field])
      if ext == 12 then
        page_blobs = true
        bytes_left = bytes_left - struct.unpack('>I4', bytes, data + 53)
      end
    end
  end
end

-- A page with tuples that hold blobs is recorded, so that the blobs stay until it is acknowledged.
local function settle_page(list)
  if page_blobs then
    allow_when_full()
    for i = 5, #list, 4 do
      hold(list[i])
    end
    record('R', cmsgpack.pack(list))
  else
    acknowledge_only()
  end
  return list
end
