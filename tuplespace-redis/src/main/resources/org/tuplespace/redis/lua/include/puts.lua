-- Puts the tuples that an operation's arguments bring from a position on, each with its time to live and delay.

local function put_all(args, first)
  for i = first, #args, 3 do
    local ttl, delay, bytes = tonumber(args[i]), tonumber(args[i + 1]), args[i + 2]
    if delay > 0 then
      local visible = now() + delay
      -- Of equal ends the first put comes first: the set orders those by their members' bytes.
      local member = string.format('%016.0f', call('HINCRBY', meta, 'dseq', 1))
      call('HSET', P .. 'dt', member, str(ttl) .. ' ' .. bytes)
      call('ZADD', P .. 'delay', visible, member)
      note_due(visible)
    else
      insert(next_id(), bytes, 0, ttl > 0 and now() + ttl or 0)
    end
    keep_blobs(bytes)
  end
  insert_served_puts()
end
