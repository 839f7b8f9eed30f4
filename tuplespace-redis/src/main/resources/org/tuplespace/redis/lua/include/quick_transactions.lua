-- Takes under transactions, and commits, of the common kind: a transaction that begins with what it takes, and one that
-- puts plain tuples. The session's hash has its state, and transactions.lua says of what kinds there are.

-- Made at its first use, since making closures costs more than what they do.
local quick_transactions
function quick_transactions()
  -- By which leases end: the same for all of them.
  local time_here
  local function clock_here()
    time_here = time_here or clock_now()
    return time_here
  end

  -- Takes apart an operation's .tx, and answers where the session has the state of that transaction: its .state_field.
  local function place_of(operation)
    local _, _, place, number, lease = find(operation.tx, '^(%d+):(%d+):?(%d*)$')
    operation.place, operation.number = place, number
    if lease ~= '' then
      operation.lease = lease
    end
    operation.state_field = 'x' .. place
    return operation.state_field
  end

  -- Whether an operation is to begin its transaction: those before it at its place are finished.
  local function begins(operation, state_there)
    if not state_there then
      return true
    end
    local _, _, last, letter = find(state_there, '^(%d+)(%a)')
    return (letter == 'f' or letter == 'e') and tonumber(last) < tonumber(operation.number)
  end

  -- Whether a commit's transaction has begun, and holds no blobs.
  local function is_plain_and_begun(operation, state_there)
    return state_there == operation.number .. 'a'
  end

  -- The arity of the tuples that a commit puts, if it puts such as they are and of one arity.
  local function plain_puts(operation)
    local n
    local list = {}
    for i = 6, #operation, 3 do
      local bytes = operation[i + 2]
      if operation[i] ~= '0' or operation[i + 1] ~= '0' or not is_plain(bytes) or n and byte(bytes, 1) ~= n then
        return nil
      end
      n = byte(bytes, 1)
      list[#list + 1] = bytes
    end
    operation.tuples = list
    return n
  end

  -- Holds what operations took under their transactions, which begin by it. Adds to what is to be written to the
  -- session.
  local function hold_all(operations, ids, tuples, written)
    local leases, ends = {}, {}
    local time = clock_here()
    for i = 1, #operations do
      local operation = operations[i]
      if operation.from and operation.tx then
        local member = operation[1] .. ':' .. operation.place
        local from, record = operation.from, nil
        if from == operation.to and operation.alternative < 128 then
          local id = ids[from]
          call('ZADD', P .. 'q:' .. member, id, '\148' .. packed_claim(id, tuples[from]))
          local place, number = operation.place, operation.number
          record = '\148' .. char(operation.alternative, 0xa0 + #place) .. place .. char(0xa0 + #number) .. number
            .. char(0xa0 + #id) .. id
        else
          local list, held = {operation.alternative, operation.place, operation.number}, {}
          for k = from, operation.to do
            list[#list + 1] = ids[k]
            held[#held + 1], held[#held + 2] = ids[k], cmsgpack.pack({ids[k], 0, 0, tuples[k]})
          end
          several('ZADD', P .. 'q:' .. member, held)
          record = cmsgpack.pack(list)
        end
        local lease = operation.lease
        ends[lease] = ends[lease] or str(time + lease)
        leases[#leases + 1], leases[#leases + 2] = ends[lease], member
        local k = #written
        written[k + 1], written[k + 2] = operation.state_field, operation.number .. 'a'
        written[k + 3], written[k + 4] = operation[2], operation[3] .. 'X' .. record
      end
    end
    if #leases > 0 then
      several('ZADD', P .. 'tx', leases)
    end
  end

  -- Those of these commits whose transactions live and hold as many tuples as their clients know of.
  local function ready_to_commit(operations)
    local members, ready = {}, {}
    for i = 1, #operations do
      members[i] = operations[i][1] .. ':' .. operations[i].place
    end
    local ends = several('ZMSCORE', P .. 'tx', members)
    local time = clock_here()
    for i = 1, #operations do
      local operation = operations[i]
      operation.held_key = P .. 'q:' .. members[i]
      if ends[i] and tonumber(ends[i]) > time and call('ZCARD', operation.held_key) == tonumber(operation[5]) then
        ready[#ready + 1] = operation
      end
    end
    return ready
  end

  -- Ends transactions whose puts have been put. Adds to what is to be written to the session.
  local function finish_all(operations, written)
    local held, members, ok = {}, {}, {'OK', ''}
    for i = 1, #operations do
      local operation = operations[i]
      held[i], members[i] = operation.held_key, operation[1] .. ':' .. operation.place
      local k = #written
      written[k + 1], written[k + 2] = operation.state_field, operation.number .. 'f'
      written[k + 3], written[k + 4] = operation[2], operation[3] .. 'D'
      operation.reply = ok
    end
    call('UNLINK', unpack(held))
    several('ZREM', P .. 'tx', members)
  end

  local all = {place_of = place_of, begins = begins, is_plain_and_begun = is_plain_and_begun,
    plain_puts = plain_puts, hold_all = hold_all, ready_to_commit = ready_to_commit, finish_all = finish_all}
  function quick_transactions()
    return all
  end
  return all
end
