-- Takes tuples in few commands: the oldest under keys.

-- Up to limit of the lowest ids, of what the index has under a key.
local function first_ids(name, key, one, limit)
  local _, _, oldest, newest = find(one, '^l(%d+) (%d+)$')
  local ids = call('LRANGE', P .. 'l' .. oldest .. ':' .. name .. ':' .. key, 0, limit - 1)
  return (oldest == newest or #ids == limit) and ids or pages().collect(name, key, oldest, ids, limit)
end

-- Removes so many of the lowest ids; there are as many.
local function remove_first(name, key, one, count)
  local _, _, oldest, newest = find(one, '^l(%d+) (%d+)$')
  while count > 0 do
    local page = P .. 'l' .. oldest .. ':' .. name .. ':' .. key
    count = count - #call('LPOP', page, count)
    if call('EXISTS', page) == 0 then
      oldest, newest = pages().left(name, key, oldest, newest, oldest)
    end
  end
end

-- Removes ids from under keys, both in the same order; as index_remove does, many at once.
local function index_remove_all(name, keys, ids)
  local hash = P .. 'i:' .. name
  local before = several('HMGET', hash, keys)
  local gone, sets, pages_of = {}, {}, {}
  for i = 1, #keys do
    local key, one = keys[i], before[i]
    if one == ids[i] then
      gone[#gone + 1] = key
    elseif one and byte(one) == 108 then -- l
      local set = sets[key]
      if not set then
        set = {}
        sets[key], pages_of[key] = set, one
      end
      set[#set + 1] = ids[i]
    end
  end
  for key, set in pairs(sets) do
    pages().remove(name, key, pages_of[key], set)
  end
  if #gone > 0 then
    several('HDEL', hash, gone)
  end
end

-- Of each of these tuples the key under another shape; nil if one takes more to make.
local function quick_keys(tuples, shape)
  local keys = {}
  for i = 1, #tuples do
    local key = quick_key(tuples[i], shape)
    if not key then
      return nil
    end
    keys[i] = key
  end
  return keys
end

-- Whether one of these tuples has a time to live.
local function has_time_to_live(n, ids)
  local ttl, count = P .. 'ttl', #ids
  if count > 4 and call('ZCARD', ttl) <= count then
    local has = {}
    for _, member in ipairs(call('ZRANGE', ttl, 0, -1)) do
      local colon = find(member, ':', 1, true)
      if tonumber(sub(member, 1, colon - 1)) == n then
        has[sub(member, colon + 1)] = true
      end
    end
    for i = 1, count do
      if has[ids[i]] then
        return true
      end
    end
    return false
  end
  local members = {}
  for i = 1, count do
    members[i] = n .. ':' .. ids[i]
  end
  local ends = several('ZMSCORE', ttl, members)
  for i = 1, count do
    if ends[i] then
      return true
    end
  end
  return false
end

-- Whether these tuples can be taken by what is here: they are plain, not too many, were never put back, and have no
-- time to live.
local function are_simple(n, ids, tuples)
  local bytes = 0
  for i = 1, #ids do
    local tuple = tuples[i]
    if not tuple or not is_plain(tuple) then
      return false
    end
    bytes = bytes + #tuple
  end
  if bytes > 16777216 then
    return false
  end
  if M.dl and M.dl ~= '0' then
    local deliveries = several('HMGET', P .. 'd', ids)
    for i = 1, #ids do
      if deliveries[i] then
        return false
      end
    end
  end
  return not M.due or not has_time_to_live(n, ids)
end

-- Takes by templates of one shape. Each of these operations has .keys, in the order of its templates, and .max; one
-- that finds something gets .alternative, and .from and .to: its part of the ids and the tuples that are answered.
-- They are off table and indexes then. Nil if that is not simple, or nothing is there (true comes second then):
-- nothing has changed.
local function quick_take(n, shape, operations)
  local st = state(n)
  if not find(st.shapes, ';' .. shape .. '+;', 1, true) or not is_calm(M.wn, M.due) then
    return nil
  end
  -- Operations that ask alike share one list of keys.
  local lists, wanted_by = {}, {}
  for i = 1, #operations do
    local operation = operations[i]
    local list = operation.keys
    if not wanted_by[list] then
      lists[#lists + 1], wanted_by[list] = list, 0
    end
    wanted_by[list] = wanted_by[list] + operation.max
  end
  local keys, wanted, index_of, next_in = {}, {}, {}, {}
  for i = 1, #lists do
    local list = lists[i]
    next_in[list] = 1
    for k = 1, #list do
      local key = list[k]
      local at = index_of[key]
      if not at then
        at = #keys + 1
        keys[at], index_of[key], wanted[at] = key, at, 0
      end
      wanted[at] = wanted[at] + wanted_by[list]
    end
  end
  local name = n .. ':' .. shape
  local hash, rows = P .. 'i:' .. name, P .. 't:' .. n
  local ones = #keys == 1 and {call('HGET', hash, keys[1])} or several('HMGET', hash, keys)

  local there, taken, ids = {}, {}, {}
  for i = 1, #operations do
    local operation = operations[i]
    local list, max = operation.keys, operation.max
    operation.from = nil
    for k = next_in[list], #list do
      local at = index_of[list[k]]
      local one = ones[at]
      if one then
        there[at] = there[at] or byte(one) ~= 108 and {one} -- l
          or first_ids(name, keys[at], one, math.min(wanted[at], 10000))
        local first = taken[at] or 0
        local count = math.min(max, #there[at] - first)
        if count > 0 then
          operation.alternative, operation.from, operation.to = k, #ids + 1, #ids + count
          for a = 1, count do
            ids[#ids + 1] = there[at][first + a]
          end
          taken[at] = first + count
          break
        end
      end
      next_in[list] = k + 1 -- there is nothing under this one, or no more
    end
  end
  if #ids == 0 then
    return nil, true
  end
  local tuples = #ids == 1 and {call('HGET', rows, ids[1])} or several('HMGET', rows, ids)
  if not are_simple(n, ids, tuples) then
    return nil
  end
  local others = {}
  for other, flag in gmatch(st.shapes, '([VT%*]*)([%+bd]);') do
    if other ~= shape and flag ~= 'd' then
      local their_keys = quick_keys(tuples, other)
      if not their_keys then
        return nil
      end
      others[#others + 1] = {n .. ':' .. other, their_keys}
    end
  end

  several('HDEL', rows, ids)
  local gone = {}
  for at, count in pairs(taken) do
    local one = ones[at]
    if byte(one) == 108 then -- l
      remove_first(name, keys[at], one, count)
    else
      gone[#gone + 1] = keys[at]
    end
  end
  if #gone > 0 then
    several('HDEL', hash, gone)
  end
  for i = 1, #others do
    index_remove_all(others[i][1], others[i][2], ids)
  end
  return ids, tuples
end

-- The record of what an operation took, and its reply.
local function claim_record(operation, ids, tuples)
  local from = operation.from
  if from == operation.to and operation.alternative < 128 then
    return operation[3] .. 'C\149' .. char(operation.alternative) .. packed_claim(ids[from], tuples[from])
  end
  local list = {operation.alternative}
  for i = operation.from, operation.to do
    local k = #list
    list[k + 1], list[k + 2], list[k + 3], list[k + 4] = ids[i], 0, 0, tuples[i]
  end
  return operation[3] .. 'C' .. cmsgpack.pack(list)
end

local alternatives = {}
local function claim_reply(operation, tuples)
  local alternative = alternatives[operation.alternative] or str(operation.alternative)
  alternatives[operation.alternative] = alternative
  local reply = {'T', alternative}
  for i = operation.from, operation.to do
    local k = #reply
    reply[k + 1], reply[k + 2] = '0', tuples[i]
  end
  return reply
end
