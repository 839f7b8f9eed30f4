-- Transactions: each is a lease on the tuples it took, which lie in a sorted set of their own, by id. A session has
-- places for transactions, as it has slots for operations, and a number that rises at a place names one for ever.
-- The session's hash has under x and the place: the number, and a letter: a active; k active, and some of its tuples
-- hold blobs; 1 or 0 ending, with deliveries one higher or not; 2 ending since its lease is over, with deliveries one
-- higher; f finished, e finished after 2. What comes late for a number that is finished is refused.

-- Made at its first use, as waiters() is.
local transactions
function transactions()
  local LEASES = P .. 'tx'

  local function field(place)
    return 'x' .. place
  end

  local function member(of, place)
    return of .. ':' .. place
  end

  local function held_key(of, place)
    return P .. 'q:' .. of .. ':' .. place
  end

  -- The place, the number and the lease in milliseconds that an argument names.
  local function parse(arg)
    local place, number, lease = string.match(arg, '^(%d+):(%d+):?(%d*)$')
    return place, tonumber(number), tonumber(lease)
  end

  -- The number and letter of the last transaction that began at the place; 0 and f if none did.
  local function last(of, place)
    local state = call('HGET', P .. 's:' .. of, field(place))
    if not state then
      return 0, 'f'
    end
    local digits, letter = string.match(state, '^(%d+)(.)$')
    return tonumber(digits), letter
  end

  local function set(of, place, number, letter)
    call('HSET', P .. 's:' .. of, field(place), str(number) .. letter)
  end

  local function is_finished(letter)
    return letter == 'f' or letter == 'e'
  end

  local function lease_left(of, place)
    local ends = call('ZSCORE', LEASES, member(of, place))
    return ends and tonumber(ends) - clock_now() or 0
  end

  -- Whether the transaction can still take and commit: N if it has not begun here, L if it lives, nil if it has ended.
  local function standing(of, place, number)
    local at, letter = last(of, place)
    if number > at then
      return 'N'
    elseif number == at and (letter == 'a' or letter == 'k') and lease_left(of, place) > 0 then
      return 'L', letter
    end
  end

  -- It begins with the first tuple it takes or waits for.
  local function begin(arg)
    local place, number, lease = parse(arg)
    local at = last(sid, place)
    if number > at then
      set(sid, place, number, 'a')
      call('ZADD', LEASES, clock_now() + lease, member(sid, place))
    end
  end

  -- Holds the tuples of a packed list, which were claimed. Answers what to record of them.
  local function keep(of, place, number, list)
    local ids = {list[1], place, str(number)}
    local blobs = false
    for i = 2, #list, 4 do
      local id, bytes = list[i], list[i + 3]
      call('ZADD', held_key(of, place), id, cmsgpack.pack({id, list[i + 1], list[i + 2], bytes}))
      ids[#ids + 1] = id
      blobs = blobs or may_hold_blobs(bytes)
    end
    if blobs then
      set(of, place, number, 'k')
    end
    return cmsgpack.pack(ids)
  end

  -- The tuples that a record names, as a packed list; nil if the transaction does not hold all of them any more.
  local function held(of, record)
    local ids = cmsgpack.unpack(record)
    local at, letter = last(of, ids[2])
    if str(at) ~= ids[3] or is_finished(letter) then
      return nil
    end
    local list = {ids[1]}
    for i = 4, #ids do
      local packed = call('ZRANGEBYSCORE', held_key(of, ids[2]), ids[i], ids[i])[1]
      if not packed then
        return nil
      end
      for _, part in ipairs(cmsgpack.unpack(packed)) do
        list[#list + 1] = part
      end
    end
    return list
  end

  -- Ends the holding of the tuples that a record names, and puts back those that it still held.
  local function put_back_held(of, record, bump)
    local list = held(of, record)
    if list then
      local place = cmsgpack.unpack(record)[2]
      for i = 2, #list, 4 do
        call('ZREMRANGEBYSCORE', held_key(of, place), list[i], list[i])
      end
      put_back(list, bump)
    end
  end

  -- Takes the end of the transaction at this place one bounded step further: what it held goes back, the oldest first.
  -- letter: how it ends, if it is active. Answers true when nothing of it is left, and the letter of its end.
  local function end_step(of, place, letter)
    local END_STEP = 200
    local key = held_key(of, place)
    allow_when_full()
    local number, before = last(of, place)
    if before == 'a' or before == 'k' then
      set(of, place, number, letter)
      call('ZADD', LEASES, 0, member(of, place)) -- others go on with it, should this client die
    else
      letter = before
    end
    local some = call('ZRANGE', key, 0, END_STEP - 1)
    if #some > 0 then
      call('ZREMRANGEBYRANK', key, 0, #some - 1)
      local list = {1}
      for _, packed in ipairs(some) do
        for _, part in ipairs(cmsgpack.unpack(packed)) do
          list[#list + 1] = part
        end
      end
      put_back(list, letter == '0' and 0 or 1)
    end
    if call('EXISTS', key) == 1 then
      return false
    end
    letter = (letter == '2' or letter == 'e') and 'e' or 'f'
    if number > 0 then
      set(of, place, number, letter)
    end
    call('ZREM', LEASES, member(of, place))
    return true, letter
  end

  -- Takes it further because its client ends it, which may come too late. Answers as end_step.
  local function end_early(of, place, letter)
    return end_step(of, place, lease_left(of, place) > 0 and letter or '2')
  end

  -- The client uses a place again when the transaction there has finished; one whose end the server has lost ends
  -- now, one step further. Answers true when nothing of it is left.
  local function clear(place)
    local _, letter = last(sid, place)
    return is_finished(letter) or end_step(sid, place, '1')
  end

  -- The transactions of a session that ends, one step further. Answers true when none is left.
  local function leave(of, letter)
    for _, name in ipairs(call('HKEYS', P .. 's:' .. of)) do
      local place = string.match(name, '^x(%d+)$')
      if place then
        local _, state = last(of, place)
        if not is_finished(state) then
          end_step(of, place, letter)
          return false
        end
      end
    end
    return true
  end

  -- Ends one transaction whose lease is over, one step further. Answers whether there is more to do.
  local function expire()
    local over = call('ZRANGEBYSCORE', LEASES, '-inf', str(clock_now()), 'LIMIT', 0, 2)
    if not over[1] then
      return false
    end
    local of, place = string.match(over[1], '^(.+):(%d+)$')
    return not end_step(of, place, '2') or over[2] ~= nil
  end

  -- Milliseconds until the next lease is over; nil if there is none.
  local function next_end()
    local first = call('ZRANGE', LEASES, 0, 0, 'WITHSCORES')
    return first[2] and math.max(tonumber(first[2]) - clock_now(), 0)
  end

  -- What is held becomes final. letter: k if blobs are to be let go of.
  local function finish(place, number, letter)
    local key = held_key(sid, place)
    if letter == 'k' then
      for _, packed in ipairs(call('ZRANGE', key, 0, -1)) do
        release(cmsgpack.unpack(packed)[4])
      end
    end
    call('UNLINK', key)
    set(sid, place, number, 'f')
    call('ZREM', LEASES, member(sid, place))
  end

  local function count_held(place)
    return call('ZCARD', held_key(sid, place))
  end

  local function renew(place, lease)
    call('ZADD', LEASES, clock_now() + lease, member(sid, place))
  end

  local all = {parse = parse, last = last, standing = standing, begin = begin, keep = keep, held = held,
    put_back_held = put_back_held, end_early = end_early, clear = clear, leave = leave, expire = expire,
    next_end = next_end,
    finish = finish, count_held = count_held, renew = renew, lease_left = lease_left, set = set}
  function transactions()
    return all
  end
  return all
end
