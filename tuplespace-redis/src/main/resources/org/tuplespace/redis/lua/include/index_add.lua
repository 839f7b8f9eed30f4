-- Ordered sets of ids under keys, for tuples and for waiters alike. A key with one id keeps it in the hash of
-- the index; one with more has its newest page there (pages.lua). Waiters have but one page.

local function index_add(name, key, id)
  local hash = P .. 'i:' .. name
  if call('HSETNX', hash, key, id) == 1 then
    return
  end
  local one = call('HGET', hash, key)
  if one == id then
    return
  elseif not is_page(one) then
    call('ZADD', page_key(name, key, 'z'), one, one, id, id)
    call('HSET', hash, key, 'z')
  elseif byte(name) == 119 -- w
    or byte(id, -1) ~= 48 and (one == 'z' or tonumber(id) >= begins_at(one)) then -- a full page is seen at every tenth id
    call('ZADD', page_key(name, key, one), id, id)
  else
    pages().add(name, key, one, {id})
  end
end
