-- Purpose: runs several operations of one session, those alike together: what OUT, TAKE and COMMIT do one by one.
-- KEYS: meta
-- ARGV: sid operation*
--   operation: a letter, how many arguments follow, and those. O, T, C: the arguments of OUT, TAKE, COMMIT from the
--   slot on. i: slot seq wid max tx (arity shape key*), a take by templates of one shape that their keys decide, those
--   of the i before if there are none; wid: the waiter to register, or ''; tx: as of TAKE.
--   The most common ones don't say how many follow. o: slot seq bytes, a tuple put as it is. j: slot seq wid key, a
--   take of one, of the arity and shape of the i before, under no transaction.
-- Returns: list of all answers: for each operation, in order, the status and how many parts it has, as 'T:3'; then
--   all parts. The statuses are those of OUT, TAKE and COMMIT, and ALONE: it has not run, and wants a script of its
--   own | NOSESSION
-- Guarantees: each operation runs once for its slot and number. Those that store come first, so that a full server
--   refuses them, and nothing of them has changed.

-- @include prefix
-- @include partition
-- @include clock
-- @include slots
-- @include plain
-- @include packed
-- @include in_parts
-- @include pages
-- @include quick_serve
-- @include index_append
-- @include quick_put
-- @include quick_take
-- @include quick_transactions

local sid = ARGV[1]
local operations, read = {}, {'l'}
do
  local next_arg = 2
  local n, shape, name, keys
  while ARGV[next_arg] do
    local kind = ARGV[next_arg]
    local operation
    -- All fields at once, since a table that grows is copied.
    if kind == 'o' then
      operation = {sid, ARGV[next_arg + 1], ARGV[next_arg + 2], ARGV[next_arg + 3], kind = 'o', reply = false}
      next_arg = next_arg + 4
    elseif kind == 'j' then
      operation = {sid, ARGV[next_arg + 1], ARGV[next_arg + 2], kind = 'i', wid = ARGV[next_arg + 3], max = 1,
        n = n, shape = shape, name = name, keys = {ARGV[next_arg + 4]}, alternative = false, from = false, to = false,
        reply = false}
      next_arg = next_arg + 5
    else
      local from, count = next_arg + 2, tonumber(ARGV[next_arg + 1])
      next_arg = from + count
      if kind == 'i' then
        local tx = ARGV[from + 4]
        if count > 5 then
          if n ~= ARGV[from + 5] or shape ~= ARGV[from + 6] then
            n, shape = ARGV[from + 5], ARGV[from + 6]
            name = n .. ':' .. shape
          end
          keys = {unpack(ARGV, from + 7, next_arg - 1)}
        end
        operation = {sid, ARGV[from], ARGV[from + 1], kind = kind, wid = ARGV[from + 2], max = tonumber(ARGV[from + 3]),
          tx = tx ~= '' and tx, n = n, shape = shape, name = name, keys = keys, place = false, number = false,
          state_field = false, state_at = false, lease = false, alternative = false, from = false, to = false,
          reply = false}
      elseif kind == 'C' then
        operation = {kind = kind, tx = ARGV[from + 2], state_field = false, state_at = false, place = false,
          number = false, tuples = false, held_key = false, reply = false, sid, unpack(ARGV, from, next_arg - 1)}
      else
        operation = {kind = kind, reply = false, sid, unpack(ARGV, from, next_arg - 1)}
      end
    end
    operations[#operations + 1] = operation
    read[#read + 1] = operation[2]
  end
end
for i = 1, #operations do
  local operation = operations[i]
  if operation.tx then
    operation.state_at = #read + 1
    read[operation.state_at] = quick_transactions().place_of(operation)
  end
end
local records = call('HMGET', slots, unpack(read))
if records[1] ~= '1' then
  return {'NOSESSION'}
end

-- ---- the quick ones: puts and commits by the arity of what they put, takes by their shape

local function group_for(groups, name)
  local group = groups[name]
  if not group then
    group = {}
    groups[name] = group
    groups[#groups + 1] = group
  end
  return group
end

local puts, takes, commits = {}, {}, {}
for i = 1, #operations do
  local operation = operations[i]
  local kind = is_new(records[i + 1], operation[3]) and operation.kind
  local state_there = operation.tx and records[operation.state_at]
  if kind == 'o' then
    if is_plain(operation[4]) then
      table.insert(group_for(puts, byte(operation[4], 1)), operation)
    end
  elseif kind == 'i' then
    if not operation.tx or quick_transactions().begins(operation, state_there) then
      table.insert(group_for(takes, operation.name), operation)
    end
  elseif kind == 'C' then
    local n = quick_transactions().plain_puts(operation)
    if n and quick_transactions().is_plain_and_begun(operation, state_there) then
      table.insert(group_for(commits, n), operation)
    end
  end
end

local written = {}
local function write_session()
  if #written > 0 then
    several('HSET', slots, written)
    written = {}
  end
end

local run_in_full

-- How many are looked at together once it is known that somebody waits for some of them.
local AMONG_WAITERS = 3

-- Settles the first of these operations, which put a tuple each: those before one that somebody waits for, or that
-- one. Answers how many; nil if that is not simple.
local function settle_first(these, list, waiting, settle)
  local k = 1
  while not waiting.ones[k] do
    k = k + 1
  end
  if k > 1 then
    if not quick_put({unpack(list, 1, k - 1)}) then
      return nil
    end
    settle({unpack(these, 1, k - 1)})
    return k - 1
  end
  if not quick_serve_first(waiting, list) then
    return nil
  end
  settle({these[1]})
  return 1
end

-- Puts what these operations put, in their order. Where somebody waits for such tuples, they are served one by one.
-- After so many that are run in full, the rest are too.
local function put_group(group, settle, most_in_full)
  local first, window, in_full = 1, #group, 0
  while first <= #group do
    if in_full == most_in_full then
      write_session()
      for i = first, #group do
        run_in_full(group[i])
      end
      break
    end
    local list, these = {}, {}
    for i = first, math.min(first + window - 1, #group) do
      local operation = group[i]
      these[#these + 1] = operation
      if operation.kind == 'o' then
        list[#list + 1] = operation[4]
      else
        for k = 1, #operation.tuples do
          list[#list + 1] = operation.tuples[k]
        end
      end
    end
    local put, waiting = quick_put(list)
    local settled
    if put then
      settle(these)
      settled = #these
      window = 2 * window
    elseif waiting then
      window = AMONG_WAITERS
      settled = #list == #these and settle_first(these, list, waiting, settle)
    end
    if settled then
      first = first + settled
    else
      write_session()
      run_in_full(group[first])
      first, in_full = first + 1, in_full + 1
    end
  end
  write_session()
end

-- ---- those that store, and need more

local run

-- Made at its first use: the quick ones need none of it.
local function all_functions()
-- @include index_add
-- @include index_remove
-- @include index
-- @include meta
-- @include fields
-- @include blobs
-- @include session
-- @include match
-- @include space
-- @include putback
-- @include transactions
-- @include waiters
-- @include due
-- @include puts
-- @include search
-- @include out
-- @include take
-- @include commit
  local functions = {O = out, T = take, C = commit}
  return function(operation)
    local ok, reply = pcall(functions[operation.kind], operation)
    if not ok then
      if not find(type(reply) == 'table' and reply.err or reply, 'OOM', 1, true) then
        error(reply, 0)
      end
      reply = {'ALONE'}
    end
    operation.reply = reply
  end
end

function run_in_full(operation)
  run = run or all_functions()
  if operation.kind == 'o' then
    operation.kind = 'O'
    operation[4], operation[5], operation[6] = '0', '0', operation[4]
  elseif operation.kind == 'i' then
    local n, shape = operation.n, operation.shape
    if not find(state(tonumber(n)).shapes, ';' .. shape .. '+;', 1, true) then
      operation.reply = {'ALONE'}
      return
    end
    local in_full = {sid, operation[2], operation[3], 'I', str(operation.max), operation.wid, '0', '',
      operation.tx or '', str(#operation.keys), kind = 'T'}
    for _, key in ipairs(operation.keys) do
      local at = #in_full
      in_full[at + 1], in_full[at + 2], in_full[at + 3], in_full[at + 4], in_full[at + 5] = n, shape, key, '1', ''
    end
    run(in_full)
    operation.reply = in_full.reply
    return
  end
  run(operation)
end

for _, group in ipairs(puts) do
  put_group(group, function(put)
    local ok = {'OK'}
    for i = 1, #put do
      put[i].reply = ok
      written[#written + 1], written[#written + 2] = put[i][2], put[i][3] .. 'D'
    end
  end, 2)
end
for _, group in ipairs(commits) do
  put_group(quick_transactions().ready_to_commit(group), function(put)
    quick_transactions().finish_all(put, written)
  end, 1) -- one that is run in full may serve a wait under the transaction of another
end
for i = 1, #operations do
  local operation = operations[i]
  local kind = operation.kind
  if not operation.reply and (kind == 'o' or kind == 'O' or kind == 'C' and operation[6]) then
    run_in_full(operation)
  end
end

-- ---- those that take

for _, group in ipairs(takes) do
  local ids, tuples = quick_take(tonumber(group[1].n), group[1].shape, group)
  if ids then
    local holds = false
    for i = 1, #group do
      local operation = group[i]
      if operation.from then
        operation.reply = claim_reply(operation, tuples)
        if operation.tx then
          holds = true
        else
          written[#written + 1], written[#written + 2] = operation[2], claim_record(operation, ids, tuples)
        end
      end
    end
    if holds then
      quick_transactions().hold_all(group, ids, tuples, written)
    end
    write_session()
  end
end
for i = 1, #operations do
  if not operations[i].reply then
    run_in_full(operations[i])
  end
end

-- ---- the answer

local statuses, answer, texts = {}, {''}, {}
for i = 1, #operations do
  local reply = operations[i].reply
  local status, parts = reply[1], #reply - 1
  if parts > 0 then
    local with_parts = texts[status]
    if not with_parts then
      with_parts = {}
      texts[status] = with_parts
    end
    status = with_parts[parts] or status .. ':' .. parts
    with_parts[parts] = status
    for k = 2, #reply do
      answer[#answer + 1] = reply[k]
    end
  end
  statuses[i] = status
end
answer[1] = table.concat(statuses, ' ')
return answer
