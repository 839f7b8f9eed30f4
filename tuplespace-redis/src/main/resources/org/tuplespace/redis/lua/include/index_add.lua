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
