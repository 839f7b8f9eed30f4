-- Finds tuples: chooses the index for a template, and scans candidates in bounded steps.
-- A template is {arity, shape, key, exact, tests}; tests are packed, and unpacked when first needed.

local function tests_of(template)
  template.tests = template.tests or cmsgpack.unpack(template[5])
  return template.tests
end

-- The key that a template has under another shape, which fixes no more than it does.
local function key_under(template, shape)
  if shape == template[2] then
    return template[3]
  end
  local key = {}
  for i, test_of_field in ipairs(tests_of(template)) do
    local c = byte(shape, i)
    if c == 86 then
      key[#key + 1] = test_of_field[2]
    elseif c == 84 then
      key[#key + 1] = char(test_of_field[1] == 2 and test_of_field[2] or test_of_field[7])
    end
  end
  return table.concat(key)
end

local choose

-- Where the template has no index of its own yet.
local function choose_among(the_state, the_shape)
  local MAX_SHAPES = 15 -- and the one that fixes nothing, so that every template has an index
  local INLINE_BUILD = 64

  -- How much of the template the shape fixes; nil if it fixes what the template leaves open.
  local function fit(shape, wanted)
    local score = 0
    for i = 1, #shape do
      local c, w = byte(shape, i), byte(wanted, i)
      if c == 86 then
        if w ~= 86 then
          return nil
        end
        score = score + 2
      elseif c == 84 then
        if w == 42 then
          return nil
        end
        score = score + 1
      end
    end
    return score
  end

  local function build_inline(st, shape)
    allow_when_full()
    set_shapes(st, st.shapes .. shape .. '+;')
    call('HSET', P .. 'su', st.n .. ':' .. shape, call('HGET', meta, 'clock') or '0')
    local all = call('HGETALL', P .. 't:' .. st.n)
    for i = 1, #all, 2 do
      index_add(index_name(st.n, shape), key_of(parse(all[i + 1]), shape), all[i])
    end
  end

  local function choose_other(st, shape)
    if find(st.shapes, ';' .. shape .. 'b;', 1, true) or find(st.shapes, ';' .. shape .. 'd;', 1, true) then
      return nil, shape
    end
    local everything = string.rep('*', st.n)
    local count, best, best_score = 0, nil, -1
    for each, flag in each_shape(st) do
      if each ~= everything then
        count = count + 1
      end
      local score = flag == '+' and fit(each, shape)
      if score and score > best_score then
        best, best_score = each, score
      end
    end
    if count >= MAX_SHAPES and shape ~= everything then
      if best then
        return best
      end
      return choose(st, everything)
    end
    if call('HLEN', P .. 't:' .. st.n) <= INLINE_BUILD then
      build_inline(st, shape)
      return shape
    end
    return nil, shape
  end

  return choose_other(the_state, the_shape)
end

-- The shape whose index serves the template; else nil and the shape that is to be built for it.
function choose(st, shape)
  if find(st.shapes, ';' .. shape .. '+;', 1, true) then
    return shape
  end
  return choose_among(st, shape)
end

local candidates_left, bytes_left

-- Visits stored tuples by ids in order until visit answers true. Answers the last id looked at where the
-- budget of candidates or bytes ended before the ids did.
local function visit_tuples(st, ids, visit)
  local at = 1
  while at <= #ids do
    local to = math.min(at + 15, #ids)
    local several = call('HMGET', P .. 't:' .. st.n, unpack(ids, at, to))
    for i = at, to do
      local bytes = several[i - at + 1]
      if bytes then
        candidates_left = candidates_left - 1
        bytes_left = bytes_left - #bytes
        if visit(ids[i], bytes) then
          return ids[i], true
        end
        if candidates_left <= 0 or bytes_left <= 0 then
          return ids[i], false
        end
      end
    end
    at = to + 1
  end
end

-- Visits, in order, the matches among the candidates above after. Answers true if visit ended it; else false,
-- and the id to go on from, or nil if there are no more candidates.
local function each_match(st, template, shape, after, visit)
  local name, key = index_name(st.n, shape), key_under(template, shape)
  local exact = template[4] == 1 and shape == template[2]
  local limit = exact and 4 or 64
  while true do
    local ids = index_range(name, key, after, limit)
    local last, stopped = visit_tuples(st, ids, function(id, bytes)
      return (exact or matches(parse(bytes), tests_of(template))) and visit(id, bytes, shape, key)
    end)
    if stopped then
      return true
    elseif last then
      return false, last
    elseif #ids < limit then
      return false, nil
    end
    after, limit = ids[#ids], 500
  end
end
