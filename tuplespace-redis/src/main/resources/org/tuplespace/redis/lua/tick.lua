-- Purpose: maintenance, in a bounded step: what is due, the partition's clock, sessions and transactions whose
--   lease is over, indexes that nobody uses.
-- KEYS: meta
-- ARGV: idle
--   idle: an index unused for this many milliseconds of the clock is dropped.
-- Returns: OK more due wait clients | DROPPED
--   more: 1 if there is more to do now. due: milliseconds until something is due, or ''. wait: milliseconds until
--   the clock may be advanced again. clients: how many there are, or 1 for the one that has advanced the clock.
-- Guarantees: the clock advances at most once in 950 ms and by at most 2 s; by 0.3 s where nobody ticked for longer,
--   which is less than a session has left that was alive before, so that an outage of the server expires nobody.
--   Works on a full server.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
local at = now()
local r = call('HMGET', meta, 'tick', 'clock', 'swept', 'schema')
if not r[4] then
  return {'OK', '0', '', '1000', '1'}
end
local last, clock, swept = tonumber(r[1] or 0), tonumber(r[2] or 0), tonumber(r[3] or 0)
local elapsed = at - last

-- Most clients come too early and find nothing to do; these are not to pay for what follows.
local until_due = M.due and tonumber(M.due) - at
if elapsed >= 0 and elapsed < 950 and clock - swept < 60000 and (not until_due or until_due > 0)
  and call('EXISTS', P .. 'tx', P .. 'dr') == 0 and call('ZCOUNT', P .. 'sessions', '-inf', '(' .. str(clock)) == 0 then
  return {'OK', '0', until_due and str(until_due) or '', str(1000 - elapsed), str(call('ZCARD', P .. 'sessions'))}
end

-- @include fields
-- @include blobs
-- @include session
-- @include pages
-- @include index_add
-- @include index_remove
-- @include index
-- @include match
-- @include space
-- @include putback
-- @include transactions
-- @include waiters
-- @include due
-- @include leave
-- @include shapes

local _, more = deal_with_due()

-- As long as somebody may ask for them. Who waits for a swap may do so much later than who made a call.
local function outcomes_stay(of)
  for _, name in ipairs(call('HKEYS', P .. 's:' .. of)) do
    if sub(name, 1, 1) == 'w' then
      return 3600000
    end
  end
  return call('HGET', P .. 's:' .. of, 'o') or 3600000
end

local function expire_sessions()
  local expired = call('ZRANGEBYSCORE', P .. 'sessions', '-inf', '(' .. str(clock), 'LIMIT', 0, 1)[1]
  if not expired then
    return false
  end
  if call('EXISTS', P .. 's:' .. expired) == 0 then
    call('ZREM', P .. 'sessions', expired)
  elseif leave_step(expired, 1) then
    call('ZREM', P .. 'sessions', expired)
    call('PEXPIRE', P .. 's:' .. expired, outcomes_stay(expired))
  end
  return call('ZCOUNT', P .. 'sessions', '-inf', '(' .. str(clock)) > 0
end

local function sweep_shapes()
  if clock - swept >= 60000 then
    call('HSET', meta, 'swept', str(clock))
    local used = call('HGETALL', P .. 'su')
    for i = 1, #used, 2 do
      if clock - tonumber(used[i + 1]) >= tonumber(ARGV[1]) then
        local n, shape = string.match(used[i], '^(%d+):(.*)$')
        begin_drop(state(tonumber(n)), shape)
      end
    end
  end
  local dropping = call('SRANDMEMBER', P .. 'dr')
  if not dropping then
    return false
  end
  local n, shape = string.match(dropping, '^(%d+):(.*)$')
  drop_step(state(tonumber(n)), shape)
  return true
end

local advances = elapsed >= 950 or elapsed < 0
if advances then
  allow_when_full()
  if last > 0 then
    clock = clock + advance(elapsed)
  end
  call('HSET', meta, 'tick', str(at), 'clock', str(clock))
  elapsed = 0
end
more = expire_sessions() or more
local leased = call('EXISTS', P .. 'tx') == 1
more = leased and transactions().expire() or more
more = sweep_shapes() or more
local due = M.due and math.max(tonumber(M.due) - at, 0)
local lease = leased and transactions().next_end()
due = due and lease and math.min(due, lease) or due or lease
local clients = advances and 1 or call('ZCARD', P .. 'sessions')
return {'OK', more and '1' or '0', due and str(due) or '', str(1000 - math.min(elapsed, 950)), str(clients)}
