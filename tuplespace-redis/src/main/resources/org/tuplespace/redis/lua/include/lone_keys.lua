-- The keys of a single tuple.

-- Its keys under the indexes of its arity, but for that of a shape, if one is given: the names of the indexes and the
-- keys, in the same order. Nil if one takes more to make.
local function lone_keys(st, bytes, but)
  local names, keys, count = {}, {}, 0
  local shapes = st.shapes
  local from, to = 2, find(shapes, ';', 2, true)
  while to do
    local shape = sub(shapes, from, to - 2)
    if shape ~= but and byte(shapes, to - 1) ~= 100 then -- d
      local key = quick_key(bytes, shape)
      if not key then
        return nil
      end
      count = count + 1
      names[count], keys[count] = st.n .. ':' .. shape, key
    end
    from = to + 1
    to = find(shapes, ';', from, true)
  end
  return names, keys
end
