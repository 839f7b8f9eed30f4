-- Ordered ids under a key that has many, in pages: sorted sets so small that Redis keeps them packed, in a sixth of the
-- memory that a large one takes. As the leaves of a B+ tree, each page has the ids from where it begins to where the
-- next does. The hash of the index has the newest page under the key; all of them are in a sorted set of their own, by
-- where they begin, once there are several. No page is empty.

-- The key of a page: 'z', the first that a key gets, or 'p' and the id that it begins at.
local function page_key(name, key, page)
  return P .. page .. ':' .. name .. ':' .. key
end

local function begins_at(page)
  return tonumber(sub(page, 2)) or 0
end

local function is_page(one)
  local kind = byte(one)
  return kind == 122 or kind == 112 -- z, p
end

-- Where all pages of a key are listed.
local function pages_key(name, key)
  return P .. 'ps:' .. name .. ':' .. key
end

local functions_of_pages

-- Made at its first use: most calls know their page, and neither begin nor end one.
local function pages()
  if functions_of_pages then
    return functions_of_pages
  end
  local FULL = 32 -- a page this long is followed by another
  local TOO_LONG = 64 -- a page this long is split
  local MOST = 1000 -- a longer one is not: it is of a time before there were pages

  local function add_all(at, ids, from, to)
    local pairs_to_add = {}
    for i = from, to do
      local k = #pairs_to_add
      pairs_to_add[k + 1], pairs_to_add[k + 2] = ids[i], ids[i]
    end
    call('ZADD', at, unpack(pairs_to_add))
  end

  -- Puts ids into pages: so many into a page that exists, and the rest into new ones after it. Answers the last page.
  local function fill(name, key, page, room, ids)
    local begun = {}
    local from = 1
    while from <= #ids do
      local to = math.min(from + room - 1, #ids)
      if to >= from then
        add_all(page_key(name, key, page), ids, from, to)
      end
      from, room = to + 1, FULL
      if from <= #ids then
        if #begun == 0 then
          begun[1], begun[2] = str(begins_at(page)), page
        end
        page = 'p' .. ids[from]
        begun[#begun + 1], begun[#begun + 2] = ids[from], page
      end
      if #begun > 1000 or #begun > 0 and from > #ids then
        call('ZADD', pages_key(name, key), unpack(begun))
        begun = {}
      end
    end
    return page
  end

  -- The page for an id, which may not be there yet.
  local function page_of(name, key, newest, id)
    if newest == 'z' or tonumber(id) >= begins_at(newest) then
      return newest
    end
    local all = pages_key(name, key)
    return call('ZRANGE', all, id, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, 1)[1] or call('ZRANGE', all, 0, 0)[1]
  end

  -- Puts an id between others, or before them. Answers the newest page.
  local function insert(name, key, newest, id)
    local page = page_of(name, key, newest, id)
    local at = page_key(name, key, page)
    call('ZADD', at, id, id)
    local count = call('ZCARD', at)
    if count < TOO_LONG or count > MOST then
      return newest
    end
    local ids = call('ZRANGE', at, 0, -1)
    call('DEL', at)
    local last = fill(name, key, page, FULL, ids)
    return page == newest and last or newest
  end

  -- Whether a page may have to follow. That is looked at whenever ids pass a multiple of ten.
  local function may_be_full(first, last)
    return math.floor(first / 10) ~= math.floor(last / 10) or first % 10 == 0
  end

  -- Adds ids, in order.
  local function add(name, key, newest, ids)
    local at = page_key(name, key, newest)
    if tonumber(ids[1]) >= begins_at(newest) and not may_be_full(ids[1], ids[#ids]) then
      add_all(at, ids, 1, #ids)
      return
    end
    local last = call('ZRANGE', at, -1, -1)[1]
    local now_newest = newest
    if not last or tonumber(ids[1]) > tonumber(last) then
      now_newest = fill(name, key, newest, math.max(0, FULL - call('ZCARD', at)), ids)
    else
      for i = 1, #ids do
        now_newest = insert(name, key, now_newest, ids[i])
      end
    end
    if now_newest ~= newest then
      call('HSET', P .. 'i:' .. name, key, now_newest)
    end
  end

  -- A page is empty, and gone. Answers the newest page, nil if there is none.
  local function left(name, key, newest, page)
    local hash, all = P .. 'i:' .. name, pages_key(name, key)
    call('ZREM', all, page)
    if page ~= newest then
      return newest
    end
    local before = call('ZRANGE', all, -1, -1)[1]
    if not before then
      call('HDEL', hash, key)
      return nil
    end
    call('HSET', hash, key, before)
    if before == 'z' then
      call('DEL', all)
    end
    return before
  end

  -- Removes the first so many of ids that are there, in order.
  local function remove(name, key, newest, ids, count)
    local i = 1
    while i <= count and newest do
      local page = page_of(name, key, newest, ids[i])
      local at = page_key(name, key, page)
      -- Those that a page has come first among those that are left.
      i = i + math.max(1, call('ZREM', at, unpack(ids, i, math.min(i + 99, count))))
      if call('EXISTS', at) == 0 then
        newest = left(name, key, newest, page)
      end
    end
  end

  -- Adds to a list the ids in pages that begin above, until there are so many.
  local function collect(name, key, above, ids, limit)
    local all = pages_key(name, key)
    while #ids < limit do
      local some = call('ZRANGEBYSCORE', all, above, '+inf', 'LIMIT', 0, 8)
      for k = 1, #some do
        if #ids >= limit then
          return ids
        end
        local more = call('ZRANGE', page_key(name, key, some[k]), 0, limit - #ids - 1)
        for i = 1, #more do
          ids[#ids + 1] = more[i]
        end
      end
      if #some < 8 then
        return ids
      end
      above = '(' .. str(begins_at(some[8]))
    end
    return ids
  end

  -- Up to limit of the lowest ids.
  local function first(name, key, newest, limit)
    if newest == 'z' then
      return call('ZRANGE', page_key(name, key, newest), 0, limit - 1)
    end
    return collect(name, key, '-inf', {}, limit)
  end

  -- Up to limit ids above after, in order.
  local function range(name, key, newest, after, limit)
    local page = page_of(name, key, newest, after)
    local ids = call('ZRANGEBYSCORE', page_key(name, key, page), '(' .. after, '+inf', 'LIMIT', 0, limit)
    if page == newest then
      return ids
    end
    return collect(name, key, '(' .. str(begins_at(page)), ids, limit)
  end

  -- How many ids there are in pages that begin above after, and after what to go on: '0' if these were all.
  local function count(name, key, newest, after)
    if newest == 'z' then
      return call('ZCARD', page_key(name, key, newest)), '0'
    end
    local LOOKED_AT = 4096
    local above = after == '0' and '-inf' or '(' .. after
    local some = call('ZRANGEBYSCORE', pages_key(name, key), above, '+inf', 'LIMIT', 0, LOOKED_AT)
    local sum = 0
    for i = 1, #some do
      sum = sum + call('ZCARD', page_key(name, key, some[i]))
    end
    return sum, #some == LOOKED_AT and str(begins_at(some[LOOKED_AT])) or '0'
  end

  -- Removes up to limit pages. Answers how many, and whether they were all.
  local function drop(name, key, newest, limit)
    local all = pages_key(name, key)
    local some = newest == 'z' and {newest} or call('ZRANGE', all, 0, limit - 1)
    for i = 1, #some do
      call('UNLINK', page_key(name, key, some[i]))
    end
    if #some > 0 then
      call('ZREM', all, unpack(some))
    end
    return #some, call('EXISTS', all) == 0
  end

  functions_of_pages = {add = add, left = left, remove = remove, first = first, range = range, count = count,
    drop = drop}
  return functions_of_pages
end
