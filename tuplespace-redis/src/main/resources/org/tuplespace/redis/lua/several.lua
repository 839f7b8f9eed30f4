-- Purpose: runs several operations of one session, those alike together: what OUT, TAKE and COMMIT do one by one.
-- KEYS: meta
-- ARGV: sid operation*
--   operation: a letter, how many arguments follow, and those. O, T, C: the arguments of OUT, TAKE, COMMIT from the
--   slot on. o: slot seq bytes, a tuple put as it is. i: slot seq wid max arity shape key, a take by a template that
--   its key decides; wid: the waiter to register, or ''.
-- Returns: list of all answers: for each operation, in order, the status and how many parts it has, as 'T:3'; then
--   all parts. The statuses are those of OUT, TAKE and COMMIT, and ALONE: it has not run, and wants a script of its
--   own | NOSESSION
-- Guarantees: each operation runs once for its slot and number. Those that store come first, so that a full server
--   refuses them, and nothing of them has changed.

-- @include partition
-- @include quick

local sid = ARGV[1]
local operations, read = {}, {'l'}
local next_arg = 2
while ARGV[next_arg] do
  local count = tonumber(ARGV[next_arg + 1])
  local operation = {sid, unpack(ARGV, next_arg + 2, next_arg + 1 + count)}
  operation.kind = ARGV[next_arg]
  next_arg = next_arg + 2 + count
  operations[#operations + 1] = operation
  read[#read + 1] = operation[2]
end
local records = call('HMGET', slots, unpack(read))
if records[1] ~= '1' then
  return {'NOSESSION'}
end

-- ---- the quick ones, by arity and by shape

local puts, takes = {}, {}
for i = 1, #operations do
  local operation = operations[i]
  local group
  if operation.kind == 'o' and is_plain(operation[4]) and is_new(records[i + 1], operation[3]) then
    local n = byte(operation[4], 1)
    group = puts[n] or {}
    puts[n] = group
  elseif operation.kind == 'i' and is_new(records[i + 1], operation[3]) then
    local name = operation[6] .. ':' .. operation[7]
    group = takes[name]
    if not group then
      group = {keys = {}, wanted = {}, at = {}}
      takes[name] = group
      takes[#takes + 1] = group
    end
    local key = operation[8]
    local at = group.at[key]
    if not at then
      at = #group.keys + 1
      group.keys[at], group.wanted[at], group.at[key] = key, 0, at
    end
    group.wanted[at] = math.min(group.wanted[at] + tonumber(operation[5]), 10000)
  end
  if group then
    group[#group + 1] = operation
  end
end

local written = {}
local function note(operation, record)
  written[#written + 1], written[#written + 2] = operation[2], record
end

for _, group in pairs(puts) do
  local list = {}
  for i = 1, #group do
    list[i] = group[i][4]
  end
  if quick_put(list) then
    for i = 1, #group do
      group[i].reply = {'OK'}
      note(group[i], group[i][3] .. 'D')
    end
  end
end
if #written > 0 then
  several('HSET', slots, written)
  written = {}
end

-- ---- those that store, and need more

local run

-- Made at its first use: the quick ones need none of it.
local function all_functions()
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

local function run_in_full(operation)
  run = run or all_functions()
  if operation.kind == 'o' then
    operation.kind = 'O'
    operation[4], operation[5], operation[6] = '0', '0', operation[4]
  elseif operation.kind == 'i' then
    local n, shape, key = operation[6], operation[7], operation[8]
    if not find(state(tonumber(n)).shapes, ';' .. shape .. '+;', 1, true) then
      operation.reply = {'ALONE'}
      return
    end
    operation.kind = 'T'
    operation[4], operation[5], operation[6] = 'I', operation[5], operation[4]
    operation[7], operation[8], operation[9], operation[10] = '0', '', '', '1'
    operation[11], operation[12], operation[13], operation[14], operation[15] = n, shape, key, '1', ''
  end
  run(operation)
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
  local ids, tuples, ends = quick_take(tonumber(group[1][6]), group[1][7], group.keys, group.wanted)
  local at = {}
  for i = 1, ids and #group or 0 do
    local operation = group[i]
    local key = group.at[operation[8]]
    local from = at[key] or (ends[key - 1] or 0) + 1
    local to = math.min(from + tonumber(operation[5]) - 1, ends[key])
    if from <= to then
      note(operation, claim_record(operation[3], ids, tuples, from, to))
      operation.reply = claim_reply(tuples, from, to)
      at[key] = to + 1
    end
  end
end
if #written > 0 then
  several('HSET', slots, written)
end

for i = 1, #operations do
  if not operations[i].reply then
    run_in_full(operations[i])
  end
end

-- ---- the answer

local statuses, answer = {}, {''}
for i = 1, #operations do
  local reply = operations[i].reply
  statuses[i] = reply[2] and reply[1] .. ':' .. (#reply - 1) or reply[1]
  for k = 2, #reply do
    answer[#answer + 1] = reply[k]
  end
end
answer[1] = table.concat(statuses, ' ')
return answer
