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

-- The tuples of a packed list return to their old places; bump is 1 where they may have been delivered. Scans
-- under way behind which they return find them in the list of put-backs.
local function put_back(list, bump)
  allow_when_full()
  load_meta()
  for i = 2, #list, 4 do
    local id, expiry, bytes = list[i], list[i + 2], list[i + 3]
    if expiry > 0 and expiry <= now() then
      release(bytes)
    else
      local nth = call('HINCRBY', meta, 'pb', 1)
      call('ZADD', P .. 'pb', nth, id)
      if nth % 100 == 0 then
        call('ZREMRANGEBYSCORE', P .. 'pb', '-inf', nth - 1000)
      end
      insert(id, bytes, list[i + 1] + bump, expiry)
    end
  end
  insert_served_puts()
end

-- Blobs that the tuple refers to and that are no longer there; they are to be uploaded again.
local function lacks_blobs(bytes)
  local ids = blobs_of(bytes)
  if ids then
    for _, id in ipairs(ids) do
      if call('EXISTS', P .. 'b:' .. id) == 0 then
        return true
      end
    end
  end
  return false
end

-- The tuple becomes the holder of its blobs, which were uploaded with a time to live.
local function keep_blobs(bytes)
  local ids = blobs_of(bytes)
  if ids then
    for _, id in ipairs(ids) do
      call('PERSIST', P .. 'b:' .. id)
      call('HINCRBY', P .. 'h', id, 1)
    end
  end
end
