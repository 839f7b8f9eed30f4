-- Purpose: a look at the partition.
-- KEYS: meta
-- ARGV:
-- Returns: OK tuples delayed claimed takers readers sessions transactions held seq bytes (arity shape flag)* | DROPPED
--   held: by transactions. seq: how many tuples have been seen. bytes: about what the keys take, from samples.
-- Guarantees: changes nothing. Of a thousand transactions and more, a thousand are looked at, and so are the sessions for
--   their bytes.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
local LOOKED_AT = 1000
local SAMPLES = 16
local tuples, claimed, held = 0, 0, 0
local shapes = {}

local function used(key)
  return call('MEMORY', 'USAGE', P .. key, 'SAMPLES', SAMPLES) or 0
end

-- What the pages of an index take, from a few of its keys.
local function used_by_pages(name)
  local some = call('HRANDFIELD', P .. 'i:' .. name, SAMPLES, 'WITHVALUES')
  local sum = 0
  for i = 1, #some, 2 do
    local key, one = some[i], some[i + 1]
    local _, _, newest = find(one, '^l%d+ (%d+)$')
    if newest then
      local list = 'ls:' .. name .. ':' .. key
      local count = math.max(1, call('ZCARD', P .. list))
      local middle = math.floor(count / 2)
      local one_of_them = call('ZRANGE', P .. list, middle, middle)[1] or newest
      sum = sum + count * used('l' .. one_of_them .. ':' .. name .. ':' .. key) + used(list)
    end
  end
  return #some == 0 and 0 or sum / (#some / 2) * call('HLEN', P .. 'i:' .. name)
end

-- What lies out of line, from a few of the fields.
local function used_by_blobs()
  local some = call('HRANDFIELD', P .. 'h', SAMPLES)
  local sum = 0
  for _, id in ipairs(some) do
    local piece, name = 0, 'b:' .. id
    repeat
      local one = used(name)
      sum = sum + one
      piece = piece + 1
      name = 'b:' .. id .. '.' .. piece
    until one == 0
  end
  return #some == 0 and 0 or sum / #some * call('HLEN', P .. 'h')
end

local bytes = used('meta') + used_by_blobs()
for _, key in ipairs({'d', 'ttl', 'delay', 'dt', 'pb', 'w', 'sessions', 'tx', 'h', 'p', 'ph', 'su', 'bc', 'dr'}) do
  bytes = bytes + used(key)
end
local all = call('HGETALL', meta)
for i = 1, #all, 2 do
  local n = string.match(all[i], '^a(%d+)$')
  if n then
    tuples = tuples + call('HLEN', P .. 't:' .. n)
    bytes = bytes + used('t:' .. n)
    for shape, flag in gmatch(all[i + 1], '([VT%*]*)([%+bd]);') do
      shapes[#shapes + 1] = n
      shapes[#shapes + 1] = shape
      shapes[#shapes + 1] = flag
      bytes = bytes + used('i:' .. n .. ':' .. shape) + used_by_pages(n .. ':' .. shape)
    end
  end
end
local sessions = call('ZRANGE', P .. 'sessions', 0, -1)
for i, id in ipairs(sessions) do
  if i <= LOOKED_AT then
    bytes = bytes + used('s:' .. id) + used('c:' .. id) + used('v:' .. id)
  end
  claimed = claimed + call('HLEN', P .. 'c:' .. id)
  local session = P .. 's:' .. id
  for _, field in ipairs(call('HKEYS', session)) do
    -- A long record is a claim or a read; it need not be fetched to be counted.
    if find(field, '^%d+$')
      and (call('HSTRLEN', session, field) > 4096 or find(call('HGET', session, field), '^%d+[CK]')) then
      claimed = claimed + 1
    end
  end
end
local transactions = call('ZCARD', P .. 'tx')
for _, each in ipairs(call('ZRANGE', P .. 'tx', 0, LOOKED_AT - 1)) do
  held = held + call('ZCARD', P .. 'q:' .. each)
  bytes = bytes + used('q:' .. each)
end
if transactions > LOOKED_AT then
  held = math.floor(held / LOOKED_AT * transactions)
end
local blocked = call('HMGET', meta, 'cI', 'cR', 'seq')
local reply = {'OK', str(tuples), str(call('ZCARD', P .. 'delay')), str(claimed), blocked[1] or '0',
  blocked[2] or '0', str(#sessions), str(transactions), str(held), blocked[3] or '0', str(bytes)}
for _, shape in ipairs(shapes) do
  reply[#reply + 1] = shape
end
return reply
