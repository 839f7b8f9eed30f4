-- Tests a stored tuple against the packed tests of a template, field by field; docs/encoding.md has their
-- form. The class names that some tests ask for stand behind the fields of the stored tuple.

-- Whether the parsed tuple passes all tests. Made at its first use: most scripts never test, and making closures
-- costs more than what they do.
local matches
function matches(tuple, its_tests)
  -- Bytewise; Lua's own < goes by the server's locale.
  local function compare(a, b)
    if a == b then
      return 0
    end
    local n = math.min(#a, #b)
    local i = 1
    while i + 63 <= n and sub(a, i, i + 63) == sub(b, i, i + 63) do
      i = i + 64
    end
    while i <= n do
      local x, y = byte(a, i), byte(b, i)
      if x ~= y then
        return x < y and -1 or 1
      end
      i = i + 1
    end
    return #a < #b and -1 or 1
  end

  local function flip(s)
    return char((byte(s, 1) + 128) % 256) .. sub(s, 2)
  end

  -- The text or bytes that the value at p holds after its header; to is its last position.
  local function text(s, p, to)
    local b = byte(s, p)
    if b == 0xd9 or b == 0xc4 then
      return sub(s, p + 2, to)
    elseif b == 0xda or b == 0xc5 then
      return sub(s, p + 3, to)
    elseif b == 0xdb or b == 0xc6 then
      return sub(s, p + 5, to)
    end
    return sub(s, p + 1, to)
  end

  -- A byte string that compares as the value does; nil for NaN, which lies in no range.
  local function order_key(s, p, to, kind)
    if kind == 0xd9 then
      return text(s, p, to)
    elseif kind >= 0xd0 and kind <= 0xd3 then
      return flip(sub(s, p + 1, to))
    elseif kind == 0xca or kind == 0xcb then
      local x = struct.unpack(kind == 0xca and '>f' or '>d', s, p + 1)
      if x ~= x then
        return nil
      elseif x == 0 then
        return '\128' .. string.rep('\0', to - p - 1)
      elseif x > 0 then
        return flip(sub(s, p + 1, to))
      end
      return (string.gsub(sub(s, p + 1, to), '.', function(c)
        return char(255 - byte(c))
      end))
    end
    local _, data = extension(s, p)
    local value = sub(s, data, to)
    return kind == 11 and value or flip(value)
  end

  -- The position after the value at p, and how many enums, records and opaque objects it holds.
  local function typed_in(s, p)
    local ext, data = extension(s, p)
    if ext == 3 or ext == 4 then
      return skip(s, p), 1
    end
    local n, q
    local count = 0
    if ext == 1 or ext == 2 then
      count = ext - 1
      n, q = array(s, data)
    elseif ext == nil and tag(s, p) == 0xdd then
      n, q = array(s, p)
    else
      return skip(s, p), 0
    end
    for _ = 1, n do
      local c
      q, c = typed_in(s, q)
      count = count + c
    end
    return q, count
  end

  -- The class names of the value at p, in the form that an actual's test has.
  local function classes_from(s, p, ext, classes, from)
    local count
    if ext == 12 then
      count = #classes
    else
      local _
      _, count = typed_in(s, p)
    end
    local names = {}
    for i = 1, count do
      names[i] = classes[from + i][1] .. '\0'
    end
    return table.concat(names)
  end

  -- As much of a value out of line as the test looks at: a few bytes past the longest bound or prefix.
  local function out_of_line(s, data, to, t)
    local keys, _, each = pieces_of(s, data, to)
    local left = t[1] == 7 and math.huge or 7 + (t[1] == 5 and #t[2] or math.max(#t[4], #t[5]))
    local parts = {}
    while left > 0 and #parts < #keys do
      local part = call('GETRANGE', keys[#parts + 1], 0, math.min(left, each) - 1)
      parts[#parts + 1] = part
      left = left - each
    end
    return table.concat(parts)
  end

  local test_fields -- defined below: nested templates recurse

  -- classes is the class entries of the field, or nil; from says after how many of them this value's begin.
  local test
  function test(s, p, to, t, classes, from)
    if t == 0 then
      return true
    end
    local op = t[1]
    local ext, data = extension(s, p)
    if ext == 12 and (op == 4 or op == 5 or op == 7) then
      local value = out_of_line(s, data, to, t)
      return test(value, 1, #value, t, classes, from)
    end
    if op == 1 then
      if ext == 12 then
        if sub(s, data + 17, data + 48) ~= t[5] then
          return false
        end
      elseif to - p + 1 ~= t[4] or sub(s, p, to) ~= t[3] then
        return false
      end
      return t[6] == '' or classes_from(s, p, ext, classes, from) == t[6]
    elseif op == 2 then
      return tag(s, p) == t[2]
    elseif op == 3 then
      local kind = tag(s, p)
      if find(t[2], char(kind), 1, true) then
        return true
      end
      if (kind == 2 or kind == 3 or kind == 4) and classes then
        for _, name in ipairs(classes[from + 1]) do
          if name == t[3] then
            return true
          end
        end
      end
      return false
    elseif op == 4 then
      local kind = tag(s, p)
      if kind ~= t[2] then
        return false
      end
      local key = order_key(s, p, to, kind)
      if not key then
        return false
      end
      local flags = t[3]
      if flags % 2 == 1 then
        local c = compare(key, t[4])
        if c < 0 or c == 0 and flags % 4 < 2 then
          return false
        end
      end
      if flags % 8 >= 4 then
        local c = compare(key, t[5])
        if c > 0 or c == 0 and flags < 8 then
          return false
        end
      end
      return true
    elseif op == 5 then
      local b = byte(s, p)
      return (b >= 0xa0 and b <= 0xbf or b >= 0xd9 and b <= 0xdb)
        and sub(text(s, p, to), 1, #t[2]) == t[2]
    elseif op == 6 then
      for _, actual in ipairs(t[3]) do
        if test(s, p, to, actual, classes, from) then
          return t[2] == 0
        end
      end
      return t[2] == 1
    end
    return ext == 1 and test_fields(s, data, t[2], t[3], classes, from)
  end

  -- The fields of the array at p against the tests; all share the class entries of their top-level field.
  function test_fields(s, p, arity_wanted, tests, classes, from)
    local n, at = starts(s, p)
    if n ~= arity_wanted then
      return false
    end
    for i = 1, n do
      if not test(s, at[i], at[i + 1] - 1, tests[i], classes, from) then
        return false
      end
      if classes and i < n then
        local _, count = typed_in(s, at[i])
        from = from + count
      end
    end
    return true
  end

  function matches(t, tests)
    if t.n ~= #tests then
      return false
    end
    for i = 1, t.n do
      local field = tests[i]
      if field ~= 0 then
        if t.classes == nil then
          local rest = t.at[t.n + 1]
          t.classes = rest <= #t.bytes and cmsgpack.unpack(sub(t.bytes, rest)) or false
        end
        local classes = t.classes and t.classes[i] or nil
        if not test(t.bytes, t.at[i], t.at[i + 1] - 1, field, classes, 0) then
          return false
        end
      end
    end
    return true
  end

  return matches(tuple, its_tests)
end
