-- Takes ids from under keys; index_add.lua says how they lie there.

local function index_remove(name, key, id)
  local hash = P .. 'i:' .. name
  local one = call('HGET', hash, key)
  if one == id then
    call('HDEL', hash, key)
  elseif one == 'z' then
    local at = page_key(name, key, one)
    call('ZREM', at, id)
    if call('EXISTS', at) == 0 then
      call('HDEL', hash, key)
    end
  elseif one and is_page(one) then
    pages().remove(name, key, one, {id}, 1)
  end
end
