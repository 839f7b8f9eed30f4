-- Purpose: a step over the ids of the tuples, in no order: of one arity, or of all.
-- KEYS: meta
-- ARGV: arity cursor after upto
--   arity: '' for all. cursor: '' at first, else what the last step answered. after, upto: the ids wanted are above the
--   one and not above the other; upto '' at first, else what the first step answered.
-- Returns: OK cursor upto count arities ids | DROPPED
--   cursor: '' if this was the last step. upto: the highest id that was given to a tuple. The first step tells no ids,
--   but the arities and how many tuples they have; the others the arity of the ids that they tell. Lists have commas.
-- Guarantees: changes nothing. A tuple that is there from the first step to the last is told of, perhaps twice. Looks at
--   about 2,000 tuples or 1 MiB of them.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
local arities = {}
if ARGV[1] == '' then
  for _, field in ipairs(call('HKEYS', meta)) do
    local n = string.match(field, '^a(%d+)$')
    if n then
      arities[#arities + 1] = tonumber(n)
    end
  end
  table.sort(arities)
else
  arities[1] = tonumber(ARGV[1])
end
local upto = ARGV[4] ~= '' and ARGV[4] or call('HGET', meta, 'seq') or '0'
if ARGV[2] == '' then
  local count = 0
  for _, n in ipairs(arities) do
    count = count + call('HLEN', P .. 't:' .. str(n))
  end
  return {'OK', count > 0 and str(arities[1]) .. ':0' or '', upto, str(count), table.concat(arities, ','), ''}
end
local current, cursor = string.match(ARGV[2], '^(%d+):(%d+)$')
current = tonumber(current)
local after, last = tonumber(ARGV[3]), tonumber(upto)
local ids, seen, bytes = {}, 0, 0
repeat
  local r = call('HSCAN', P .. 't:' .. str(current), cursor, 'COUNT', 64)
  cursor = r[1]
  for i = 1, #r[2], 2 do
    local id = tonumber(r[2][i])
    if id > after and id <= last then
      ids[#ids + 1] = r[2][i]
    end
    seen, bytes = seen + 1, bytes + #r[2][i + 1]
  end
until cursor == '0' or seen >= 2000 or bytes > 1048576
local goes_on = ''
if cursor ~= '0' then
  goes_on = str(current) .. ':' .. cursor
else
  for _, n in ipairs(arities) do
    if n > current then
      goes_on = str(n) .. ':0'
      break
    end
  end
end
return {'OK', goes_on, upto, str(#ids), str(current), table.concat(ids, ',')}
