-- A page of tuples that are read and stay. One without a session only looks: it writes nothing.

local only_looks = sid == ''

-- Nil if the page can be read, else the reply that ends the script.
local function admit_reader()
  local refused = not only_looks and admit() or dropped()
  if not refused and not only_looks then
    local _, more_due = deal_with_due()
    refused = more_due and {'AGAIN'} or nil
  end
  return refused
end

-- Whether the tuple's time to live is over, which nobody has dealt with yet.
local function is_over(n, id)
  if not only_looks or not M.due then
    return false
  end
  local ends = tonumber(M.due) <= now() and call('ZSCORE', P .. 'ttl', n .. ':' .. id)
  return ends and tonumber(ends) <= now()
end

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
  if only_looks then
    return list
  elseif page_blobs then
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
