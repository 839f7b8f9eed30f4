-- Takes ids from under keys; index_add.lua says how they lie there.

local function index_remove(name, key, id)
  local hash = P .. 'i:' .. name
  local one = call('HGET', hash, key)
  if one == id then
    call('HDEL', hash, key)
  elseif one == 'z' then
    local set = set_of(name, key)
    call('ZREM', set, id)
    if call('EXISTS', set) == 0 then
      call('HDEL', hash, key)
    end
  elseif one and byte(one) == 108 then -- l
    pages().remove(name, key, one, {id})
  end
end
