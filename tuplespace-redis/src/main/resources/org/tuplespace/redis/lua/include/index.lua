-- Reads ids from under keys; index_add.lua says how they lie there.

-- Up to limit ids above after, in order.
local function index_range(name, key, after, limit)
  local one = call('HGET', P .. 'i:' .. name, key)
  if one == 'z' then
    return call('ZRANGEBYSCORE', set_of(name, key), '(' .. after, '+inf', 'LIMIT', 0, limit)
  elseif one and byte(one) == 108 then -- l
    return pages().range(name, key, one, after, limit)
  elseif one and tonumber(one) > tonumber(after) then
    return {one}
  end
  return {}
end

-- How many ids of tuples there are above after, and after which to go on: '0' if these were all.
local function index_count(name, key, after)
  local one = call('HGET', P .. 'i:' .. name, key)
  if one and byte(one) == 108 then -- l
    return pages().count(name, key, one, after)
  end
  return one and tonumber(one) > tonumber(after) and 1 or 0, '0'
end
