-- The common operations, in few calls and without the functions that the others need: tuples are put for which
-- nobody waits, and the oldest under a key are taken. What is not so simple is left alone: nothing is changed then.

local slots = P .. 's:' .. ARGV[1]

-- Whether an operation of this number is new on its slot, and acknowledges nothing but a claim of plain tuples.
local function is_new(record, number)
  if not record then
    return true
  end
  local _, e = find(record, '^%d+')
  local kind = byte(record, e + 1)
  return kind ~= 75 and kind ~= 82 and kind ~= 70 and tonumber(sub(record, 1, e)) < tonumber(number) -- K, R, F
end

-- Whether nobody watches, and nothing has to be dealt with before.
local function is_calm()
  return (not M.wn or M.wn == '0') and (not M.due or M.due ~= 'dropped' and tonumber(M.due) > now())
end

-- The key of a stored tuple under a shape; nil if it takes more to make it.
local function quick_key(bytes, shape)
  local key, p = '', 2
  local _, last = find(shape, '.*[VT]')
  for i = 1, last or 0 do
    local b, from = byte(bytes, p), p
    if b >= 0xa0 and b <= 0xbf then
      p = p + b - 0x9f
    elseif b == 0xd2 or b == 0xca then
      p = p + 5
    elseif b == 0xd3 or b == 0xcb then
      p = p + 9
    elseif b == 0xd9 or b == 0xc4 then
      p = p + 2 + byte(bytes, p + 1)
    elseif b == 0xc0 or b == 0xc2 or b == 0xc3 then
      p = p + 1
    else
      return nil
    end
    local c = byte(shape, i)
    if c == 86 then
      if p - from > 40 then
        return nil
      end
      key = key .. sub(bytes, from, p - 1)
    elseif c == 84 then
      key = key .. char(b < 0xc0 and 0xd9 or b == 0xc3 and 0xc2 or b)
    end
  end
  return key
end

-- Whether the tuple has up to 15 fields, all of them inline.
local function is_plain(bytes)
  local b = byte(bytes, 1)
  return b >= 0x90 and b <= 0x9f
end

local function several(command, key, args)
  if #args < 4000 then
    return call(command, key, unpack(args))
  end
  local all = {}
  for from = 1, #args, 4000 do
    local r = call(command, key, unpack(args, from, math.min(from + 3999, #args)))
    if type(r) == 'table' then
      for i = 1, #r do
        all[from + i - 1] = r[i]
      end
    end
  end
  return all
end

-- ---- putting

-- Lists ids under keys, both in the same order; as index_add does, many at once.
local function index_add_all(name, keys, ids)
  local hash = P .. 'i:' .. name
  local before = several('HMGET', hash, keys)
  local now_there, sets, changed = {}, {}, {}
  for i = 1, #keys do
    local key, id = keys[i], ids[i]
    local one = now_there[key] or before[i]
    if not one then
      now_there[key] = id
      changed[#changed + 1] = key
    else
      local set = sets[key]
      if not set then
        set = {}
        sets[key] = set
        if one ~= 'z' then
          set[1], set[2] = one, one
          if not now_there[key] then
            changed[#changed + 1] = key
          end
        end
        now_there[key] = 'z'
      end
      set[#set + 1], set[#set + 2] = id, id
    end
  end
  local pairs_to_set = {}
  for i = 1, #changed do
    pairs_to_set[2 * i - 1], pairs_to_set[2 * i] = changed[i], now_there[changed[i]]
  end
  if #changed > 0 then
    several('HSET', hash, pairs_to_set)
  end
  for key, set in pairs(sets) do
    several('ZADD', P .. 'z:' .. name .. ':' .. key, set)
  end
end

-- Those who wait under the keys of a group's tuples, if any: for the first waiting shape that has some, what the waiting
-- index has under each key; and whether it is the only one.
local function who_waits(group)
  local found
  for _, waiting in ipairs(group.waiting) do
    local ones = several('HMGET', P .. 'i:w' .. waiting.letter .. group.name .. waiting.shape, waiting.keys)
    for i = 1, #waiting.keys do
      if ones[i] then
        if found then
          return found, false
        end
        found = waiting
        waiting.ones = ones
        break
      end
    end
  end
  return found, true
end

-- What the tuples of one arity need to be put: their bytes and, for each index, their keys. Nil if it is not simple.
local function prepare(n)
  local st = state(n)
  if not st.known or not is_calm() or find(st.waiting, '[ir]') then
    return nil
  end
  local group = {n = n, name = n .. ':', table_key = P .. 't:' .. n, ids = {}, rows = {}, shapes = {}, keys = {},
    waiting = {}}
  for letter, shape in gmatch(st.waiting, '([IR])([VT%*]*);') do
    group.waiting[#group.waiting + 1] = {n = n, letter = letter, shape = shape, keys = {}}
  end
  for shape, flag in gmatch(st.shapes, '([VT%*]*)([%+bd]);') do
    if flag ~= 'd' then
      local i = #group.shapes + 1
      group.shapes[i], group.keys[i] = shape, {}
    end
  end
  return group
end

-- Puts tuples, in this order. Answers false if that is not simple, or the server is full: then nothing has changed.
-- Where that is since somebody waits for one of them, and under one shape alone, it answers that too.
local function quick_put(list)
  local groups = {}
  local count = #list
  for i = 1, count do
    local bytes = list[i]
    if not is_plain(bytes) then
      return false
    end
    local n = byte(bytes, 1) - 0x90
    local group = groups[n]
    if not group then
      group = prepare(n)
      if not group then
        return false
      end
      groups[n] = group
    end
    local at = #group.ids + 1
    group.ids[at] = i
    for s = 1, #group.shapes do
      local key = quick_key(bytes, group.shapes[s])
      if not key then
        return false
      end
      group.keys[s][at] = key
    end
    for _, waiting in ipairs(group.waiting) do
      local key = quick_key(bytes, waiting.shape)
      if not key then
        return false
      end
      waiting.keys[at] = key
    end
  end
  for _, group in pairs(groups) do
    local waiting, only = who_waits(group)
    if waiting then
      return false, only and waiting or nil
    end
  end
  local last = redis.pcall('HINCRBY', meta, 'seq', count == 1 and '1' or count)
  if type(last) ~= 'number' then
    return false
  end
  local first = last - count
  for _, group in pairs(groups) do
    local ids, rows = group.ids, group.rows
    for k = 1, #ids do
      local i = ids[k]
      ids[k] = str(first + i)
      rows[2 * k - 1], rows[2 * k] = ids[k], list[i]
    end
    several('HSET', group.table_key, rows)
    for s = 1, #group.shapes do
      local name = group.name .. group.shapes[s]
      local keys = group.keys[s]
      if #keys > 1 or call('HSETNX', P .. 'i:' .. name, keys[1], ids[1]) == 0 then
        index_add_all(name, keys, ids)
      end
    end
  end
  return true
end

-- ---- taking

-- Removes ids from under keys, both in the same order; as index_remove does, many at once.
local function index_remove_all(name, keys, ids)
  local hash = P .. 'i:' .. name
  local before = several('HMGET', hash, keys)
  local gone, sets = {}, {}
  for i = 1, #keys do
    local key, one = keys[i], before[i]
    if one == ids[i] then
      gone[#gone + 1] = key
    elseif one == 'z' then
      local set = sets[key] or {}
      sets[key] = set
      set[#set + 1] = ids[i]
    end
  end
  for key, set in pairs(sets) do
    local set_key = P .. 'z:' .. name .. ':' .. key
    several('ZREM', set_key, set)
    if call('EXISTS', set_key) == 0 then
      gone[#gone + 1] = key
    end
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
  if M.due then
    local members = {}
    for i = 1, #ids do
      members[i] = n .. ':' .. ids[i]
    end
    local ends = several('ZMSCORE', P .. 'ttl', members)
    for i = 1, #ids do
      if ends[i] then
        return false
      end
    end
  end
  return true
end

-- Takes by templates of one shape. Each of these operations has .keys, in the order of its templates, and .max; one that
-- finds something gets .alternative, and .from and .to: its part of the ids and the tuples that are answered. They are
-- off table and indexes then. Nil if that is not simple, or nothing is there (true comes second then): nothing has
-- changed.
local function quick_take(n, shape, operations)
  local st = state(n)
  if not find(st.shapes, ';' .. shape .. '+;', 1, true) or not is_calm() then
    return nil
  end
  local keys, wanted, index_of = {}, {}, {}
  for i = 1, #operations do
    local operation = operations[i]
    for k = 1, #operation.keys do
      local key = operation.keys[k]
      local at = index_of[key]
      if not at then
        at = #keys + 1
        keys[at], index_of[key], wanted[at] = key, at, 0
      end
      wanted[at] = wanted[at] + operation.max
    end
  end
  local name = n .. ':' .. shape
  local hash, rows = P .. 'i:' .. name, P .. 't:' .. n
  local ones = #keys == 1 and {call('HGET', hash, keys[1])} or several('HMGET', hash, keys)

  local there, taken, ids = {}, {}, {}
  for i = 1, #operations do
    local operation = operations[i]
    operation.from = nil
    for k = 1, #operation.keys do
      local at = index_of[operation.keys[k]]
      local one = ones[at]
      if one then
        there[at] = there[at] or one == 'z'
          and call('ZRANGE', P .. 'z:' .. name .. ':' .. keys[at], 0, math.min(wanted[at], 10000) - 1) or {one}
        local first = taken[at] or 0
        local count = math.min(operation.max, #there[at] - first)
        if count > 0 then
          operation.alternative, operation.from, operation.to = k, #ids + 1, #ids + count
          for a = 1, count do
            ids[#ids + 1] = there[at][first + a]
          end
          taken[at] = first + count
          break
        end
      end
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
    local empty = true
    if ones[at] == 'z' then
      local set = P .. 'z:' .. name .. ':' .. keys[at]
      call('ZREMRANGEBYRANK', set, 0, count - 1)
      empty = call('EXISTS', set) == 0
    end
    if empty then
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
  local list = {operation.alternative}
  for i = operation.from, operation.to do
    local k = #list
    list[k + 1], list[k + 2], list[k + 3], list[k + 4] = ids[i], 0, 0, tuples[i]
  end
  return operation[3] .. 'C' .. cmsgpack.pack(list)
end

local function claim_reply(operation, tuples)
  local reply = {'T', str(operation.alternative)}
  for i = operation.from, operation.to do
    local k = #reply
    reply[k + 1], reply[k + 2] = '0', tuples[i]
  end
  return reply
end
