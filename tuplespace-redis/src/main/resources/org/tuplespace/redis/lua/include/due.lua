-- Times to live that are over and delays that have ended, dealt with in bounded steps.

local function due_step(time)
  local DUE_STEP = 500

  local function head(set)
    local first = call('ZRANGE', set, 0, 0, 'WITHSCORES')
    return first[2] and tonumber(first[2])
  end

  local function expire_tuple(member)
    local n, id = string.match(member, '^(%d+):(.+)$')
    local st = state(tonumber(n))
    local bytes = call('HGET', P .. 't:' .. n, id)
    call('ZREM', P .. 'ttl', member)
    if bytes then
      local list = {1}
      claim(list, st, id, bytes)
      release(bytes)
    end
  end

  -- A delayed tuple is its time to live in milliseconds (0 for ever), a space, and its bytes.
  local function reveal(member, at)
    local packed = call('HGET', P .. 'dt', member)
    call('ZREM', P .. 'delay', member)
    call('HDEL', P .. 'dt', member)
    local _, e, ttl = find(packed, '^(%d+) ')
    ttl = tonumber(ttl)
    insert(next_id(), sub(packed, e + 1), 0, ttl > 0 and at + ttl or 0)
  end

  local function deal(at)
    allow_when_full()
    local dealt = 0
    for _, member in ipairs(call('ZRANGEBYSCORE', P .. 'ttl', '-inf', at, 'LIMIT', 0, DUE_STEP)) do
      expire_tuple(member)
      dealt = dealt + 1
    end
    if dealt < DUE_STEP then
      local members = call('ZRANGEBYSCORE', P .. 'delay', '-inf', at, 'LIMIT', 0, DUE_STEP - dealt)
      for _, member in ipairs(members) do
        reveal(member, at)
        dealt = dealt + 1
      end
    end
    insert_served_puts()
    local ttl, delay = head(P .. 'ttl'), head(P .. 'delay')
    local next_due = math.min(ttl or math.huge, delay or math.huge)
    if next_due == math.huge then
      M.due = nil
      call('HDEL', meta, 'due')
    else
      M.due = str(next_due)
      call('HSET', meta, 'due', M.due)
    end
    return dealt, next_due <= at
  end

  return deal(time)
end

-- Deals with what is due, up to a step's worth. Answers how many were dealt with, and whether more are due.
local function deal_with_due()
  load_meta()
  if not M.due then
    return 0, false
  end
  local at = now()
  if tonumber(M.due) > at then
    return 0, false
  end
  return due_step(at)
end
