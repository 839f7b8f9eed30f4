-- The tuples of a partition: their table and their indexes. An arity's tuples are in one hash, by id; ids rise,
-- so they are the order.

local function each_shape(st)
  return gmatch(st.shapes, '([VT%*]*)([%+bd]);')
end

local function index_name(n, shape)
  return n .. ':' .. shape
end

local function list_tuple(st, t, id)
  for shape, flag in each_shape(st) do
    if flag ~= 'd' then
      index_add(index_name(st.n, shape), key_of(t, shape), id)
    end
  end
end

-- Takes a tuple out of table and indexes. Where its key under one shape is known, it need not be built.
-- Its first write is one that a full server allows.
local function unlist_tuple(st, id, bytes, known_shape, known_key)
  call('HDEL', P .. 't:' .. st.n, id)
  local t
  for shape, flag in each_shape(st) do
    if flag ~= 'd' then
      local key = known_key
      if shape ~= known_shape then
        t = t or parse(bytes)
        key = key_of(t, shape)
      end
      index_remove(index_name(st.n, shape), key, id)
    end
  end
end

local function deliveries_of(id)
  load_meta()
  if M.dl and M.dl ~= '0' then
    return tonumber(call('HGET', P .. 'd', id) or 0)
  end
  return 0
end

local function note_due(at)
  if not M.due or tonumber(M.due) > at then
    M.due = str(at)
    call('HSET', meta, 'due', M.due)
  end
end

-- Takes the tuple out of the space and appends it to a packed list: id, deliveries, expiry (0 for never), bytes.
local function claim(list, st, id, bytes, known_shape, known_key)
  unlist_tuple(st, id, bytes, known_shape, known_key)
  local deliveries = deliveries_of(id)
  if deliveries > 0 then
    call('HDEL', P .. 'd', id)
    M.dl = str(call('HINCRBY', meta, 'dl', -1))
  end
  local expiry = 0
  if M.due then
    local member = st.n .. ':' .. id
    expiry = tonumber(call('ZSCORE', P .. 'ttl', member) or 0)
    if expiry > 0 then
      call('ZREM', P .. 'ttl', member)
    end
  end
  event('R', bytes)
  local i = #list
  list[i + 1], list[i + 2], list[i + 3], list[i + 4] = id, deliveries, expiry, bytes
end

local serve -- waiters.lua: gives the tuple to those who wait; true if one of them took it

-- A tuple comes into sight: those who wait are served, and what nobody took is listed.
local function insert(id, bytes, deliveries, expiry)
  local st = state(arity(bytes))
  event('O', bytes)
  local t = parse(bytes)
  if st.waiting ~= ';' and serve(st, t, id, deliveries, expiry) then
    return
  end
  call('HSET', P .. 't:' .. st.n, id, bytes)
  if not st.known then
    set_shapes(st, ';')
  end
  list_tuple(st, t, id)
  if deliveries > 0 then
    call('HSET', P .. 'd', id, deliveries)
    M.dl = str(call('HINCRBY', meta, 'dl', 1))
  end
  if expiry > 0 then
    call('ZADD', P .. 'ttl', expiry, st.n .. ':' .. id)
    note_due(expiry)
  end
end

local served_puts = {} -- what served swaps put in their turn

local function next_id()
  return str(call('HINCRBY', meta, 'seq', 1))
end

-- Inserts what the swaps that were served put, until none is left.
local function insert_served_puts()
  local i = 1
  while served_puts[i] do
    insert(next_id(), served_puts[i], 0, 0)
    i = i + 1
  end
  served_puts = {}
end
