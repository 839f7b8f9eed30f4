-- Builds and drops indexes in bounded steps; any client can go on with what another began.

local SHAPE_STEP = 500

-- Lists a batch of the tuples already there. Answers true when the index is ready.
local function build_step(st, shape)
  local name = index_name(st.n, shape)
  local cursor = call('HGET', P .. 'bc', name) or '0'
  local count, bytes = 0, 0
  repeat
    local r = call('HSCAN', P .. 't:' .. st.n, cursor, 'COUNT', 32)
    cursor = r[1]
    for i = 1, #r[2], 2 do
      index_add(name, key_of(parse(r[2][i + 1]), shape), r[2][i])
      count, bytes = count + 1, bytes + #r[2][i + 1]
    end
  until cursor == '0' or count >= SHAPE_STEP or bytes > 1048576
  if cursor ~= '0' then
    call('HSET', P .. 'bc', name, cursor)
    return false
  end
  call('HDEL', P .. 'bc', name)
  set_shapes(st, without(st.shapes, shape .. 'b') .. shape .. '+;')
  return true
end

local function begin_drop(st, shape)
  for _, flag in ipairs({'+', 'b'}) do
    st.shapes = without(st.shapes, shape .. flag)
  end
  set_shapes(st, st.shapes .. shape .. 'd;')
  local name = index_name(st.n, shape)
  call('HDEL', P .. 'bc', name)
  call('HDEL', P .. 'su', name)
  call('SADD', P .. 'dr', name)
end

-- Removes a batch of the index. Answers true when nothing is left of it.
local function drop_step(st, shape)
  local name = index_name(st.n, shape)
  local hash = P .. 'i:' .. name
  local cursor, count = '0', 0
  repeat
    local r = call('HSCAN', hash, cursor, 'COUNT', 100)
    cursor = r[1]
    for i = 1, #r[2], 2 do
      local key, one = r[2][i], r[2][i + 1]
      local dropped, all = 0, true
      if byte(one) == 108 then -- l
        dropped, all = pages().drop(name, key, one, SHAPE_STEP - count)
      end
      if all then
        call('HDEL', hash, key)
      end
      count = count + 1 + dropped
      if count >= SHAPE_STEP then
        return false
      end
    end
  until cursor == '0'
  if call('EXISTS', hash) == 1 then
    return false
  end
  call('SREM', P .. 'dr', name)
  set_shapes(st, without(st.shapes, shape .. 'd'))
  return true
end
