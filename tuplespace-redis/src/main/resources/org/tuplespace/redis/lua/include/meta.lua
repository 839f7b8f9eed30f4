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

-- By how much the partition's clock advances over so many milliseconds: as much, but hardly at all where nobody
-- ticked for longer than 2 s, so that an outage of the server expires nobody.
local function advance(passed)
  return passed > 2000 and 300 or math.max(passed, 0)
end

-- The partition's clock at this moment, as of the last tick, and what has passed since. Leases end by it. And how long
-- ago that tick was.
local function clock_now()
  local r = call('HMGET', meta, 'clock', 'tick')
  local passed = r[2] and now() - tonumber(r[2]) or 0
  return tonumber(r[1] or 0) + advance(passed), passed
end
