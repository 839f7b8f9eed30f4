-- Puts tuples in few commands: those for which nobody waits.

-- Lists new ids under keys, both in the same order; as index_append does, many at once.
local function index_add_all(name, keys, ids)
  local FEW = 16 -- below FULL, so that a page that is begun here is not too long
  local hash = P .. 'i:' .. name
  local before = several('HMGET', hash, keys)
  local now_there, sets, changed = {}, {}, {}
  for i = 1, #keys do
    local key, id = keys[i], ids[i]
    local set = sets[key]
    if set then
      set[#set + 1] = id
    elseif now_there[key] then
      sets[key], now_there[key] = {now_there[key], id}, 'l0 0'
    elseif not before[i] then
      now_there[key] = id
      changed[#changed + 1] = key
    elseif byte(before[i]) == 108 then -- l
      sets[key], now_there[key] = {id}, before[i]
    else
      sets[key], now_there[key] = {before[i], id}, 'l0 0'
      changed[#changed + 1] = key
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
    local one = now_there[key]
    if #set > FEW then
      pages().append(name, key, one, set)
    else
      local _, _, newest = find(one, '^l%d+ (%d+)$')
      if call('RPUSH', P .. 'l' .. newest .. ':' .. name .. ':' .. key, unpack(set)) > FULL then
        pages().overflow(name, key, one, set)
      end
    end
  end
end

-- Those who wait under the keys of a group's tuples, if any: for the first waiting shape that has some, what the
-- waiting index has under each key; and whether it is the only one.
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
  if not st.known or not is_calm(M.wn, M.due) or find(st.waiting, '[ir]') then
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

-- The numbers above first, in decimal. Ten of them share all but the last digit, since formatting takes longer.
local function new_ids(first)
  local tens, prefix
  return function(i)
    local n = first + i
    local digit = n % 10
    if n - digit ~= tens then
      tens = n - digit
      prefix = tens > 0 and str(tens / 10) or ''
    end
    return prefix .. sub('0123456789', digit + 1, digit + 1)
  end
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
  local id_of = count > 4 and new_ids(first)
  for _, group in pairs(groups) do
    local ids, rows = group.ids, group.rows
    for k = 1, #ids do
      local i = ids[k]
      ids[k] = id_of and id_of(i) or str(first + i)
      rows[2 * k - 1], rows[2 * k] = ids[k], list[i]
    end
    several('HSET', group.table_key, rows)
    for s = 1, #group.shapes do
      local name = group.name .. group.shapes[s]
      local keys = group.keys[s]
      if #keys == 1 then
        index_append(name, keys[1], ids[1])
      else
        index_add_all(name, keys, ids)
      end
    end
  end
  return true
end

-- Serves who waits for the first of the tuples that quick_put left alone, since somebody waits; it says for which.
-- False if that is not the first, or not simple: then nothing has changed.
local function quick_serve_first(waiting, list)
  if not waiting or waiting.letter ~= 'I' or not waiting.ones[1] then
    return false
  end
  local first = {n = waiting.n, shape = waiting.shape, key = waiting.keys[1], id = waiting.ones[1]}
  return quick_serve(state(waiting.n), first, list[1])
end
