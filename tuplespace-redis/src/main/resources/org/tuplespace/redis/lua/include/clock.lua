-- The partition's clock, by which leases end.

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
