-- What scripts change in the meta hash, and ask of it.

-- The reply of every operation on a space that is being dropped; nil otherwise.
local function dropped()
  load_meta()
  return M.due == 'dropped' and {'DROPPED'} or nil
end

local function set_shapes(st, shapes)
  st.shapes, st.known = shapes, shapes
  call('HSET', meta, 'a' .. st.n, shapes)
end

-- The list without the entry, which stands in it as ';entry;'.
local function without(list, entry)
  local s, e = find(list, ';' .. entry .. ';', 1, true)
  if not s then
    return list
  end
  return sub(list, 1, s) .. sub(list, e + 1)
end

-- Tells the watchers, if there are any: kind is O for a tuple that can be seen, R for one that is gone.
local function event(kind, bytes)
  if M.wn and M.wn ~= '0' then
    call('PUBLISH', P .. 'e', str(call('HINCRBY', meta, 'ev', 1)) .. kind .. bytes)
  end
end
