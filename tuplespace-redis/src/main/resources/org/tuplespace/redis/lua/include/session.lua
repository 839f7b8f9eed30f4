-- The exactly-once protocol. A session has slots; an operation runs on a slot under a sequence number that
-- rises there, and its reply is recorded in the slot. A number recorded is answered from the record, a lower
-- one is refused, a higher one runs and thereby acknowledges the record before it (as the session slots of
-- NFSv4.1 do, RFC 8881 section 2.10.6).
-- A record is the number, a letter and a payload: D done; W waiter registered, with its id; N nothing found;
-- A acknowledged; C claim; K claim of tuples that hold blobs; F what a swap took, which is final, since its puts
-- are in the space; R read; X what a transaction holds (transactions.lua), by id alone. C, K, F and R hold a
-- packed list {alternative, then id, deliveries, expiry, bytes of each tuple}. A take that found nothing is recorded too, or a late copy of it could take for nobody.

local sid, slot, seq = ARGV[1], ARGV[2], ARGV[3]
local slots = P .. 's:' .. sid
local replaced
local held_reply -- answers for what a transaction holds; only take.lua records that

local function release_all(list)
  for i = 5, #list, 4 do
    release(list[i])
  end
end

-- The reply for a packed list of tuples.
local function tuples_reply(list)
  local reply = {'T', str(list[1])}
  for i = 2, #list, 4 do
    reply[#reply + 1] = str(list[i + 1])
    reply[#reply + 1] = list[i + 3]
  end
  return reply
end

-- Nil if the operation is to run, else the reply that ends it.
local function admit(of_slot, number)
  slot, seq, replaced = of_slot or slot, number or seq, nil
  local r = call('HMGET', slots, 'l', slot)
  if r[1] ~= '1' then
    return {'NOSESSION'}
  end
  local record = r[2]
  if record then
    local _, e, digits, kind = find(record, '^(%d+)(%a)')
    local number = tonumber(digits)
    local wanted = tonumber(seq)
    if number > wanted or (number == wanted and kind == 'A') then
      return {'REFUSED'}
    elseif number == wanted then
      local payload = sub(record, e + 1)
      if kind == 'D' then
        return {'OK', payload}
      elseif kind == 'W' or kind == 'N' then
        return {kind}
      elseif kind == 'X' then
        return held_reply(payload)
      end
      return tuples_reply(cmsgpack.unpack(payload))
    end
    replaced = find(kind, '[CKRF]') and {kind, record, e, digits} or nil
  end
end

-- What the slot held is acknowledged by this operation: lets go of the blobs that only it still held.
local function release_replaced()
  if replaced and replaced[1] ~= 'C' then
    release_all(cmsgpack.unpack(sub(replaced[2], replaced[3] + 1)))
  end
end

local function record(kind, payload)
  release_replaced()
  call('HSET', slots, slot, seq .. kind .. payload)
end

-- For an operation that need not be recorded, since a copy of it may run again: what was claimed before is
-- acknowledged all the same.
local function acknowledge_only()
  if replaced then
    allow_when_full()
    release_replaced()
    call('HSET', slots, slot, replaced[4] .. 'A')
    replaced = nil
  end
end

local function done(payload)
  record('D', payload or '')
  return {'OK', payload or ''}
end
