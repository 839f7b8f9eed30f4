-- Takes or reads: the arguments are those of the script TAKE.

function held_reply(record)
  local list = transactions().held(sid, record)
  return list and tuples_reply(list) or {'NOTX'}
end

local function take(args)
  local refused = admit(args[2], args[3]) or dropped()
  if refused then
    return refused
  end

  local kind, max, wid, registered, cursor = args[4], tonumber(args[5]), args[6], args[7] == '1', args[8]
  local tx = args[9]
  local takes_all = kind == 'A'
  if takes_all then
    kind, max = 'I', max + 1
  end
  local templates = {}
  local next_arg = 11
  for i = 1, tonumber(args[10]) do
    templates[i] = {tonumber(args[next_arg]), args[next_arg + 1], args[next_arg + 2], tonumber(args[next_arg + 3]),
      args[next_arg + 4]}
    next_arg = next_arg + 5
  end
  local puts = {}
  for i = next_arg, #args do
    puts[#puts + 1] = args[i]
  end

  local tx_place, tx_number
  if tx ~= '' then
    tx_place, tx_number = transactions().parse(tx)
    local standing = transactions().standing(sid, tx_place, tx_number)
    if not standing then
      return {'NOTX'}
    elseif standing == 'N' and not transactions().clear(tx_place) then
      return {'AGAIN'}
    end
  end
  if #puts > 0 then
    refuse_when_full()
  end
  local _, more_due = deal_with_due()
  if more_due then
    return {'AGAIN'}
  end
  if not registered then
    for _, put in ipairs(puts) do
      if lacks_blobs(put) then
        return {'UPLOAD'}
      end
    end
  end
  local waiting_id
  if registered then
    waiting_id = call('HGET', P .. 'v:' .. sid, wid)
    if not waiting_id then
      acknowledge_only()
      return {'G'}
    end
  end

  candidates_left = takes_all and 10001 or max > 1 and 10000 or 500
  bytes_left = max > 1 and 16777216 or 1048576

  local put_backs_seen
  local afters = {}
  local put_backs = {}
  if cursor ~= '' then
    local r = call('HMGET', meta, 'pb', 'seq')
    put_backs_seen = tonumber(r[1] or 0)
    local from, rolled_back
    for number in gmatch(cursor, '%d+') do
      if from then
        afters[#afters + 1] = number
        rolled_back = rolled_back or tonumber(number) > tonumber(r[2] or 0)
      else
        from = tonumber(number)
        rolled_back = from > put_backs_seen -- the server has lost its last writes: what comes now is behind the cursor
      end
    end
    if rolled_back or put_backs_seen - from >= 900 then
      afters = {}
    elseif put_backs_seen > from then
      put_backs = call('ZRANGEBYSCORE', P .. 'pb', '(' .. str(from), '+inf')
      table.sort(put_backs, function(a, b)
        return tonumber(a) < tonumber(b)
      end)
    end
  end

  local found = {}
  for a, template in ipairs(templates) do
    local st = state(template[1])
    local shape, wanted = choose(st, template[2])
    if not shape then
      return {'I', str(st.n), wanted}
    end
    local after = afters[a] or '0'
    local function visit(id, bytes, by_shape, by_key)
      found[#found + 1] = {a, id, bytes, by_shape, by_key}
      return #found >= max
    end
    for _, id in ipairs(put_backs) do
      if #found < max and tonumber(id) <= tonumber(after) then
        local bytes = call('HGET', P .. 't:' .. st.n, id)
        if bytes and matches(parse(bytes), tests_of(template)) then
          visit(id, bytes)
        end
      end
    end
    if #found < max then
      local _, last = each_match(st, template, shape, after, visit)
      if takes_all and (last or #found == max) then
        acknowledge_only()
        return {'LIMIT'}
      elseif last and #found == 0 then
        afters[a] = last
        for later = a + 1, #templates do
          afters[later] = afters[later] or '0'
        end
        put_backs_seen = put_backs_seen or tonumber(call('HGET', meta, 'pb') or 0)
        return {'S', str(put_backs_seen) .. ':' .. table.concat(afters, ':')}
      end
      if not last then
        -- Nothing below is left to look at but what is put back, and that is found by itself.
        afters[a] = call('HGET', meta, 'seq') or '0'
      end
    end
    if #found > 0 then
      break
    end
  end

  if #found == 0 then
    if wid ~= '' and not registered then
      if #puts == 0 then
        allow_when_full()
      end
      local alternatives = {}
      for a, template in ipairs(templates) do
        alternatives[a] = {template[1], template[2], template[3], template[4], template[4] == 1 and '' or template[5]}
      end
      if tx ~= '' then
        transactions().begin(tx)
        tx = tx_place .. ':' .. str(tx_number)
      end
      waiters().register(wid, kind, alternatives, puts, tx)
      record('W', wid)
      return {'W'}
    end
    if kind == 'I' then
      allow_when_full()
      record('N', '')
    else
      acknowledge_only()
    end
    return {'N'}
  end

  local list = {found[1][1]}
  if kind == 'R' then
    local id, bytes = found[1][2], found[1][3]
    list = {found[1][1], id, deliveries_of(id), 0, bytes}
    if waiting_id then
      waiters().unregister(waiting_id, cmsgpack.unpack(call('HGET', P .. 'w', waiting_id)))
    end
    if waiting_id or blobs_of(bytes) then
      allow_when_full()
      hold(bytes)
      record('R', cmsgpack.pack(list))
    else
      acknowledge_only()
    end
    return tuples_reply(list)
  end

  local letter = 'C'
  for _, each in ipairs(found) do
    claim(list, state(templates[each[1]][1]), each[2], each[3], each[4], each[5])
    if blobs_of(each[3]) then
      letter = 'K'
    end
  end
  if waiting_id then
    waiters().unregister(waiting_id, cmsgpack.unpack(call('HGET', P .. 'w', waiting_id)))
  end
  if tx ~= '' then
    transactions().begin(tx)
    record('X', transactions().keep(sid, tx_place, tx_number, list))
    return tuples_reply(list)
  end
  if #puts > 0 then
    letter = 'F'
  end
  record(letter, cmsgpack.pack(list))
  for _, put in ipairs(puts) do
    if not registered then
      keep_blobs(put)
    end
    insert(next_id(), put, 0, 0)
  end
  insert_served_puts()
  return tuples_reply(list)
end
