-- Ordered ids under a key that has several, in pages: short lists, which Redis keeps packed, in a tenth of the memory
-- that a sorted set takes. As the leaves of a B+ tree, each page has the ids from where it begins up to where the next
-- does. The hash of the index has the oldest page and the newest under the key, 'l0 640'; where there is more than one,
-- a sorted set has all of them. What runs often makes the key of a page by itself, since a function more costs a script
-- at each run. No page is empty, and none has an id below its name.

local FULL = 64 -- a page this long is followed by another

local functions_of_pages

-- Made at its first use: most calls neither begin nor end a page, and what else is common is done without these.
local function pages()
  if functions_of_pages then
    return functions_of_pages
  end

  -- The key of a page. A page is named by the id at which it begins; the first of a key by 0.
  local function page_key(name, key, page)
    return P .. 'l' .. page .. ':' .. name .. ':' .. key
  end

  -- The oldest and the newest page, of what the hash of the index has under a key.
  local function ends_of(one)
    local _, _, oldest, newest = find(one, '^l(%d+) (%d+)$')
    return oldest, newest
  end

  -- Where all pages of a key are listed.
  local function list_of(name, key)
    return P .. 'ls:' .. name .. ':' .. key
  end

  local function set_ends(name, key, oldest, newest)
    call('HSET', P .. 'i:' .. name, key, 'l' .. oldest .. ' ' .. newest)
  end

  -- Makes pages of so many ids each after one that exists. Answers the last of them.
  local function begin(name, key, page, ids, from, length)
    local begun = {page, page}
    while from <= #ids do
      local to = math.min(from + length - 1, #ids)
      page = ids[from]
      call('RPUSH', page_key(name, key, page), unpack(ids, from, to))
      begun[#begun + 1], begun[#begun + 2] = page, page
      from = to + 1
      if #begun > 2000 or from > #ids then
        call('ZADD', list_of(name, key), unpack(begun))
        begun = {}
      end
    end
    return page
  end

  -- The newest page has become too long by these ids, which are its last.
  local function overflow(name, key, one, ids)
    local oldest, newest = ends_of(one)
    call('RPOP', page_key(name, key, newest), #ids)
    set_ends(name, key, oldest, begin(name, key, newest, ids, 1, FULL))
  end

  -- Adds ids above all that are there, in order.
  local function append(name, key, one, ids)
    local oldest, newest = ends_of(one)
    local at = page_key(name, key, newest)
    local room = math.max(0, math.min(#ids, FULL - call('LLEN', at)))
    if room > 0 then
      call('RPUSH', at, unpack(ids, 1, room))
    end
    if room < #ids then
      set_ends(name, key, oldest, begin(name, key, newest, ids, room + 1, FULL))
    end
  end

  -- The page for an id, which may not be there yet.
  local function page_of(name, key, oldest, newest, id)
    if tonumber(id) >= tonumber(newest) then
      return newest
    elseif oldest == newest then
      return oldest
    end
    return call('ZRANGE', list_of(name, key), id, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, 1)[1] or oldest
  end

  -- Writes a page anew with these ids: under another name if they begin below it, and as two pages if they are many.
  local function rewrite(name, key, oldest, newest, page, ids)
    call('DEL', page_key(name, key, page))
    local first = tonumber(ids[1]) < tonumber(page) and ids[1] or page
    if first ~= page and oldest ~= newest then
      local all = list_of(name, key)
      call('ZREM', all, page)
      call('ZADD', all, first, first)
    end
    local count = #ids > 2 * FULL and FULL or #ids
    call('RPUSH', page_key(name, key, first), unpack(ids, 1, count))
    local last = count < #ids and begin(name, key, first, ids, count + 1, #ids) or first
    set_ends(name, key, page == oldest and first or oldest, page == newest and last or newest)
  end

  -- Adds an id which may belong anywhere, or be there.
  local function add(name, key, one, id)
    local oldest, newest = ends_of(one)
    local number = tonumber(id)
    if number > tonumber(call('LINDEX', page_key(name, key, newest), -1)) then
      return append(name, key, one, {id})
    end
    local page = page_of(name, key, oldest, newest, id)
    local at = page_key(name, key, page)
    local ids = call('LRANGE', at, 0, -1)
    local place = #ids + 1
    while place > 1 and tonumber(ids[place - 1]) >= number do
      place = place - 1
    end
    if ids[place] == id then
      return
    end
    table.insert(ids, place, id)
    if #ids > 2 * FULL or number < tonumber(page) then
      rewrite(name, key, oldest, newest, page, ids)
    elseif place == #ids then
      call('RPUSH', at, id)
    else
      call('LINSERT', at, 'BEFORE', ids[place + 1], id)
    end
  end

  -- A page is empty, and gone. Answers the oldest and the newest, nil if there is none.
  local function left(name, key, oldest, newest, page)
    if oldest == newest then
      call('HDEL', P .. 'i:' .. name, key)
      return nil
    end
    local all = list_of(name, key)
    call('ZREM', all, page)
    if page == oldest then
      oldest = call('ZRANGE', all, 0, 0)[1]
    elseif page == newest then
      newest = call('ZRANGE', all, -1, -1)[1]
    else
      return oldest, newest
    end
    if oldest == newest then
      call('DEL', all)
    end
    set_ends(name, key, oldest, newest)
    return oldest, newest
  end

  -- Removes these ids; those of an index that is being built may not be there yet.
  local function remove(name, key, one, ids)
    local oldest, newest = ends_of(one)
    for i = 1, #ids do
      if not newest then
        return
      end
      local page = page_of(name, key, oldest, newest, ids[i])
      local at = page_key(name, key, page)
      call('LREM', at, page == newest and '-1' or '1', ids[i])
      if call('EXISTS', at) == 0 then
        oldest, newest = left(name, key, oldest, newest, page)
      end
    end
  end

  -- Adds to a list the lowest ids of the pages after one, until there are so many.
  local function collect(name, key, page, ids, limit)
    while #ids < limit do
      local some = call('ZRANGEBYSCORE', list_of(name, key), '(' .. page, '+inf', 'LIMIT', 0, 8)
      for k = 1, #some do
        page = some[k]
        local more = #ids < limit and call('LRANGE', page_key(name, key, page), 0, limit - #ids - 1) or {}
        for i = 1, #more do
          ids[#ids + 1] = more[i]
        end
      end
      if #some < 8 then
        break
      end
    end
    return ids
  end

  -- The page that the ids above after begin in, and up to limit of its ids above it; and the newest page.
  local function begin_above(name, key, one, after, limit)
    local oldest, newest = ends_of(one)
    if after == '0' then
      return oldest, call('LRANGE', page_key(name, key, oldest), 0, limit - 1), newest
    end
    local page = page_of(name, key, oldest, newest, after)
    local all, ids = call('LRANGE', page_key(name, key, page), 0, -1), {}
    for i = 1, #all do
      if #ids < limit and tonumber(all[i]) > tonumber(after) then
        ids[#ids + 1] = all[i]
      end
    end
    return page, ids, newest
  end

  -- Up to limit ids above after, in order.
  local function range(name, key, one, after, limit)
    local page, ids, newest = begin_above(name, key, one, after, limit)
    return page == newest and ids or collect(name, key, page, ids, limit)
  end

  -- How many ids there are above after, and after which to go on: '0' if these were all.
  local function count(name, key, one, after)
    local LOOKED_AT = 4096
    local page, ids, newest = begin_above(name, key, one, after, 2 * FULL) -- no page is longer
    local sum = #ids
    if page == newest then
      return sum, '0'
    end
    local some = call('ZRANGEBYSCORE', list_of(name, key), '(' .. page, '+inf', 'LIMIT', 0, LOOKED_AT)
    for i = 1, #some do
      sum = sum + call('LLEN', page_key(name, key, some[i]))
    end
    return sum, some[LOOKED_AT] and call('LINDEX', page_key(name, key, some[LOOKED_AT]), -1) or '0'
  end

  -- Removes up to limit pages. Answers how many, and whether they were all.
  local function drop(name, key, one, limit)
    local oldest, newest = ends_of(one)
    local all = list_of(name, key)
    local some = oldest == newest and {newest} or call('ZRANGE', all, 0, limit - 1)
    for i = 1, #some do
      call('UNLINK', page_key(name, key, some[i]))
    end
    if #some > 0 then
      call('ZREM', all, unpack(some))
    end
    return #some, call('EXISTS', all) == 0
  end

  functions_of_pages = {overflow = overflow, append = append, add = add, left = left, remove = remove,
    collect = collect, range = range, count = count, drop = drop}
  return functions_of_pages
end
