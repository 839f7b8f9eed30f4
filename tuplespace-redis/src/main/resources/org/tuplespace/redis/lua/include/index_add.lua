-- Ordered sets of ids under keys, for tuples and for waiters alike. A key with one id keeps it in the hash of the
-- index. One with more tuples has pages (pages.lua); one with more waiters has 'z' there and a sorted set.

local function set_of(name, key)
  return P .. 'z:' .. name .. ':' .. key
end

local function index_add(name, key, id)
  local hash = P .. 'i:' .. name
  if call('HSETNX', hash, key, id) == 1 then
    return
  end
  local one = call('HGET', hash, key)
  if one == id then
    return
  end
  if byte(one) == 108 then -- l
    pages().add(name, key, one, id)
  elseif byte(name) ~= 119 then -- w
    local low = tonumber(one) < tonumber(id) and one or id
    call('RPUSH', P .. 'l0:' .. name .. ':' .. key, low, low == one and id or one)
    call('HSET', hash, key, 'l0 0')
  elseif one == 'z' then
    call('ZADD', set_of(name, key), id, id)
  else
    call('ZADD', set_of(name, key), one, one, id, id)
    call('HSET', hash, key, 'z')
  end
end
