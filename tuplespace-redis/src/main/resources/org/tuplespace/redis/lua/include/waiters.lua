-- The waiting index: who is blocked on what. A waiter is listed under the shape and key of each of its
-- templates, as tuples are; takers (I) and readers (R) apart, and apart from both those whose template has to be
-- tested (i, r), so that they stand in nobody's way. Its id rises with the time of its registration.

-- Made at its first use: most scripts meet no waiter, and making closures costs more than what they do.
local waiters
function waiters()
  local function waiting_name(kind, n, shape)
    return 'w' .. kind .. n .. ':' .. shape
  end

  local function count_field(kind, n, shape)
    return 'n' .. kind .. n .. ':' .. shape
  end

  local function listed_as(kind, alternative)
    return alternative[4] == 1 and kind or string.lower(kind)
  end

  -- alternatives: a list of {arity, shape, key, exact, tests}; puts: what a swap puts when it is served; tx: the
  -- transaction it takes under, or ''. The time is for those who look.
  local function register(wid, kind, alternatives, puts, tx)
    for _, put in ipairs(puts) do
      keep_blobs(put)
    end
    local id = str(call('HINCRBY', meta, 'wseq', 1))
    call('HSET', P .. 'w', id, cmsgpack.pack({sid, wid, kind, alternatives, puts, tx, now()}))
    for _, alt in ipairs(alternatives) do
      local n, shape, letter = alt[1], alt[2], listed_as(kind, alt)
      index_add(waiting_name(letter, n, shape), alt[3], id)
      if call('HINCRBY', meta, count_field(letter, n, shape), 1) == 1 then
        local st = state(n)
        st.waiting = st.waiting .. letter .. shape .. ';'
        call('HSET', meta, 'w' .. n, st.waiting)
      end
    end
    call('HSET', P .. 'v:' .. sid, wid, id)
    call('HINCRBY', meta, 'c' .. kind, 1)
  end

  local function unregister(id, waiter)
    call('HDEL', P .. 'w', id)
    call('HDEL', P .. 'v:' .. waiter[1], waiter[2])
    local kind = waiter[3]
    call('HINCRBY', meta, 'c' .. kind, -1)
    for _, alt in ipairs(waiter[4]) do
      local n, shape, letter = alt[1], alt[2], listed_as(kind, alt)
      index_remove(waiting_name(letter, n, shape), alt[3], id)
      local field = count_field(letter, n, shape)
      if call('HINCRBY', meta, field, -1) == 0 then
        call('HDEL', meta, field)
        local st = state(n)
        st.waiting = without(st.waiting, letter .. shape)
        if st.waiting == ';' then
          call('HDEL', meta, 'w' .. n)
        else
          call('HSET', meta, 'w' .. n, st.waiting)
        end
      end
    end
  end

  -- The waiter gives up: nothing of it stays.
  local function withdraw(id, waiter)
    unregister(id, waiter)
    for _, put in ipairs(waiter[5]) do
      release(put)
    end
  end

  -- Which alternative of the waiter, in the order given, the tuple matches; nil if none.
  local function matching_alternative(waiter, t)
    for i, alt in ipairs(waiter[4]) do
      if alt[1] == t.n then
        if alt[4] == 1 then
          if key_of(t, alt[2]) == alt[3] then
            return i
          end
        elseif matches(t, cmsgpack.unpack(alt[5])) then
          return i
        end
      end
    end
  end

  -- Whether the waiter's session, and the transaction it takes under, go on.
  local function goes_on(waiter)
    if call('HGET', P .. 's:' .. waiter[1], 'l') ~= '1' then
      return false
    elseif waiter[6] == '' then
      return true
    end
    local place, number = transactions().parse(waiter[6])
    return transactions().standing(waiter[1], place, number) == 'L'
  end

  local tests_left = 1000
  local told

  -- The waiter of this id, and the alternative that the tuple matches; nil if it doesn't. A waiter whose session or
  -- transaction has ended is withdrawn on the spot.
  local function candidate(id, t)
    local packed = call('HGET', P .. 'w', id)
    if not packed then
      return nil
    end
    local waiter = cmsgpack.unpack(packed)
    local alternative = matching_alternative(waiter, t)
    if alternative then
      if goes_on(waiter) then
        return waiter, alternative
      end
      withdraw(id, waiter)
    end
  end

  -- Visits the waiters under the tuple's key of a shape, the longest waiting first, until visit answers true.
  -- Beyond 1,000 tests in vain, all clients are told to look for themselves.
  local function each_candidate(st, t, letter, shape, visit)
    local name, key = waiting_name(letter, st.n, shape), key_of(t, shape)
    local after, limit = '0', 4
    while true do
      local ids = index_range(name, key, after, limit)
      for _, id in ipairs(ids) do
        local waiter, alternative = candidate(id, t)
        if waiter then
          if visit(id, waiter, alternative) then
            return
          end
        else
          tests_left = tests_left - 1
          if tests_left <= 0 then
            local news = find(letter, '%u') and 'look all' or 'look'
            if told ~= 'look all' and told ~= news then
              told = news
              -- Another value than ever before, also where the server has lost its last writes.
              call('HSET', meta, 'lk', str(math.max(now(), tonumber(call('HGET', meta, 'lk') or 0) + 1)))
              call('PUBLISH', P .. 'n', news)
            end
            return
          end
        end
      end
      if #ids < limit then
        return
      end
      after, limit = ids[#ids], 100
    end
  end

  -- The hint carries the reply itself where it is small; else the client fetches it.
  local function hint(waiter, list)
    local wid, bytes = waiter[2], list[5]
    if #bytes > 8192 or may_hold_blobs(bytes) then
      call('PUBLISH', P .. 'n:' .. waiter[1], wid .. ' fetch')
    else
      call('PUBLISH', P .. 'n:' .. waiter[1], wid .. ' ' .. str(list[1]) .. ' ' .. str(list[3]) .. ' ' .. bytes)
    end
  end

  local function serve_readers(st, t, id, deliveries)
    local readers, seen = {}, {}
    for letter, shape in gmatch(st.waiting, '([Rr])([VT%*]*);') do
      each_candidate(st, t, letter, shape, function(wseq, waiter, alternative)
        if not seen[wseq] then
          seen[wseq] = true
          readers[#readers + 1] = {wseq, waiter, alternative}
        end
      end)
    end
    local shared = #readers > 1
    if shared then
      if call('HINCRBY', P .. 'ph', id, #readers) == #readers then
        call('HSET', P .. 'p', id, t.bytes)
        hold(t.bytes)
      end
    end
    for _, reader in ipairs(readers) do
      local waiter = reader[2]
      unregister(reader[1], waiter)
      local list = {reader[3], id, deliveries, 0, t.bytes}
      if shared then
        call('HSET', P .. 'c:' .. waiter[1], waiter[2], 'P' .. cmsgpack.pack({reader[3], id, deliveries, 0, ''}))
      else
        hold(t.bytes)
        call('HSET', P .. 'c:' .. waiter[1], waiter[2], 'R' .. cmsgpack.pack(list))
      end
      hint(waiter, list)
    end
  end

  local function serve_taker(st, t, id, deliveries, expiry)
    local wseq, waiter, alternative
    for letter, shape in gmatch(st.waiting, '([Ii])([VT%*]*);') do
      each_candidate(st, t, letter, shape, function(each, candidate_waiter, candidate_alternative)
        if not wseq or tonumber(each) < tonumber(wseq) then
          wseq, waiter, alternative = each, candidate_waiter, candidate_alternative
        end
        return true
      end)
    end
    if not wseq then
      return false
    end
    unregister(wseq, waiter)
    local list = {alternative, id, deliveries, expiry, t.bytes}
    local claimed
    if waiter[6] ~= '' then
      local place, number = transactions().parse(waiter[6])
      claimed = 'X' .. transactions().keep(waiter[1], place, number, list)
    else
      claimed = (#waiter[5] > 0 and 'F' or 'C') .. cmsgpack.pack(list)
    end
    call('HSET', P .. 'c:' .. waiter[1], waiter[2], claimed)
    event('R', t.bytes)
    for _, put in ipairs(waiter[5]) do
      served_puts[#served_puts + 1] = put
    end
    hint(waiter, list)
    return true
  end

  local function serve_all(st, t, id, deliveries, expiry)
    if find(st.waiting, '[Rr]') then
      serve_readers(st, t, id, deliveries)
    end
    return find(st.waiting, '[Ii]') ~= nil and serve_taker(st, t, id, deliveries, expiry)
  end

  -- What a waiter was served with, as a packed list, and its kind; nil if it wasn't, or acknowledged it. Of kind X,
  -- which a transaction holds, the list is nil where it holds it no more.
  local function served(of, wid)
    local claimed = call('HGET', P .. 'c:' .. of, wid)
    if not claimed then
      return nil
    end
    local kind = sub(claimed, 1, 1)
    if kind == 'X' then
      return transactions().held(of, sub(claimed, 2)), kind
    end
    local list = cmsgpack.unpack(sub(claimed, 2))
    if kind == 'P' then
      list[5] = call('HGET', P .. 'p', list[2])
    end
    return list, kind
  end

  -- Forgets what a waiter was served with, once it has it.
  local function forget_served(of, wid, list, kind)
    call('HDEL', P .. 'c:' .. of, wid)
    if kind == 'X' then
      return
    elseif kind == 'P' and call('HINCRBY', P .. 'ph', list[2], -1) > 0 then
      return
    elseif kind == 'P' then
      call('HDEL', P .. 'ph', list[2])
      call('HDEL', P .. 'p', list[2])
    end
    release(list[5])
  end

  -- The waiter does not want what it was served with: it goes back, or is let go where it is final or was only read.
  local function refuse_served(of, wid, list, kind, bump)
    if kind == 'X' then
      local record = sub(call('HGET', P .. 'c:' .. of, wid), 2)
      call('HDEL', P .. 'c:' .. of, wid)
      transactions().put_back_held(of, record, bump)
    elseif kind == 'C' then
      call('HDEL', P .. 'c:' .. of, wid)
      put_back(list, bump)
    elseif list then
      forget_served(of, wid, list, kind)
    end
  end

  local all = {register = register, unregister = unregister, withdraw = withdraw, serve = serve_all,
    served = served, forget_served = forget_served, refuse_served = refuse_served}
  function waiters()
    return all
  end
  return all
end

function serve(st, t, id, deliveries, expiry)
  return waiters().serve(st, t, id, deliveries, expiry)
end
