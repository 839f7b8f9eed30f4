-- Ordered sets of ids under keys, for tuples and for waiters alike. A key with one id keeps it in the hash of
-- the index; one with more has 'z' there and a sorted set of its own.

local function set_of(name, key)
  return P .. 'z:' .. name .. ':' .. key
end

local function index_add(name, key, id)
  local hash = P .. 'i:' .. name
  if call('HSETNX', hash, key, id) == 1 then
    return
  end
  local one = call('HGET', hash, key)
  if one == 'z' then
    call('ZADD', set_of(name, key), id, id)
  elseif one ~= id then
    call('ZADD', set_of(name, key), one, one, id, id)
    call('HSET', hash, key, 'z')
  end
end

local function index_remove(name, key, id)
  local hash = P .. 'i:' .. name
  local one = call('HGET', hash, key)
  if one == id then
    call('HDEL', hash, key)
  elseif one == 'z' then
    local set = set_of(name, key)
    call('ZREM', set, id)
    if call('EXISTS', set) == 0 then
      call('HDEL', hash, key)
    end
  end
end

local function index_first(name, key)
  local one = call('HGET', P .. 'i:' .. name, key)
  if one == 'z' then
    return call('ZRANGE', set_of(name, key), 0, 0)[1]
  end
  return one
end

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
