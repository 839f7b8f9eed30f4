-- Adds ids above all that are there, as those of new tuples are; index_add.lua says how they lie there.

local function index_append(name, key, id)
  local hash = P .. 'i:' .. name
  if call('HSETNX', hash, key, id) == 1 then
    return
  end
  local one = call('HGET', hash, key)
  local _, _, newest = find(one, '^l%d+ (%d+)$')
  if not newest then
    call('RPUSH', P .. 'l0:' .. name .. ':' .. key, one, id)
    call('HSET', hash, key, 'l0 0')
  elseif call('RPUSH', P .. 'l' .. newest .. ':' .. name .. ':' .. key, id) > FULL then
    pages().overflow(name, key, one, {id})
  end
end
