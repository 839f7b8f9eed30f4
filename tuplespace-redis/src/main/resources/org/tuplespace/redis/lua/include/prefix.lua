-- What every script begins with. So little, since each function costs a script at each run, be it called or not.
-- KEYS[1] is the meta key; all other keys share its hash tag and are made from its prefix here.

local call = redis.call
local find, sub, byte, char, gmatch = string.find, string.sub, string.byte, string.char, string.gmatch
local meta = KEYS[1]
local P = sub(meta, 1, -5)

-- Concatenating a number of 10^14 and more would lose digits.
local function str(n)
  return string.format('%d', n)
end

-- The server's time in milliseconds, the same throughout a script.
local time_of_script
local function now()
  if not time_of_script then
    local t = call('TIME')
    time_of_script = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
  end
  return time_of_script
end

-- On a full server the first write of a script must be one that Redis allows; those after it are allowed too.
local function allow_when_full()
  call('DEL', P .. 'none')
end
