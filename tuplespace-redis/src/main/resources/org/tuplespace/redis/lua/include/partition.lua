-- What a script knows of its partition: the fields of the meta hash that it needs.

-- The first write of a script that stores more is one that a full server refuses; nothing has changed then.
local function refuse_when_full()
  call('HINCRBY', meta, 'seq', 0)
end

local M = {}
local states = {}

-- What is known of an arity: .shapes is ';' and, for each index, its shape, a flag ('+' ready, 'b' being
-- built, 'd' being dropped) and ';'. .waiting is ';' and, for each shape waited on, a letter (waiters.lua), the shape
-- and ';'.
local function state(n)
  local st = states[n]
  if st then
    return st
  end
  local r
  if M.loaded then
    r = call('HMGET', meta, 'a' .. n, 'w' .. n)
  else
    r = call('HMGET', meta, 'a' .. n, 'w' .. n, 'due', 'dl', 'wn')
    M.loaded, M.due, M.dl, M.wn = true, r[3], r[4], r[5]
  end
  st = {n = n, shapes = r[1] or ';', known = r[1], waiting = r[2] or ';'}
  states[n] = st
  return st
end

local function load_meta()
  if not M.loaded then
    local r = call('HMGET', meta, 'due', 'dl', 'wn')
    M.loaded, M.due, M.dl, M.wn = true, r[1], r[2], r[3]
  end
end
