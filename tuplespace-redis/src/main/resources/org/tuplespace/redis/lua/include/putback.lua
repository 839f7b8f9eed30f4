-- Tuples that were claimed come back.

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
