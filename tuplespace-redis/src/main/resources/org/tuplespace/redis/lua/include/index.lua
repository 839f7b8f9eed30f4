-- Reads ids from under keys; index_add.lua says how they lie there.

-- Up to limit ids above after, in order.
local function index_range(name, key, after, limit)
  local one = call('HGET', P .. 'i:' .. name, key)
  if one == 'z' then
    return call('ZRANGEBYSCORE', set_of(name, key), '(' .. after, '+inf', 'LIMIT', 0, limit)
  elseif one and tonumber(one) > tonumber(after) then
    return {one}
  end
  return {}
end

local function index_count(name, key)
  local one = call('HGET', P .. 'i:' .. name, key)
  if one == 'z' then
    return call('ZCARD', set_of(name, key))
  end
  return one and 1 or 0
end
