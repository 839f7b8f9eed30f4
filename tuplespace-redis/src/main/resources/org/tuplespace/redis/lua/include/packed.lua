-- What a claim has of a tuple that is new: id, deliveries, end of its life, bytes. As cmsgpack.pack would make it, but
-- without a table for it.

local function packed_claim(id, bytes)
  local length = #bytes
  if length < 256 then
    return char(0xa0 + #id) .. id .. '\0\0\217' .. char(length) .. bytes
  end
  return char(0xa0 + #id) .. id .. '\0\0' .. cmsgpack.pack(bytes)
end
