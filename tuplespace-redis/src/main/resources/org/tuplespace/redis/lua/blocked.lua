-- Purpose: a step over those who are blocked, in no order.
-- KEYS: meta
-- ARGV: cursor
--   cursor: 0 at first, else what the last step answered.
-- Returns: OK cursor (id kind since alternatives (arity shape key tests)*)* | DROPPED
--   cursor: 0 if this was the last step. id: rises with the time of the registration. kind: I takes, R reads.
--   since: in milliseconds by the server's clock, 0 if not known. alternatives: how many there are; the tests of one
--   that its key alone decides are ''.
-- Guarantees: changes nothing. Looks at about 200. One who is blocked from the first step to the last is told of,
--   perhaps twice.

-- @include prefix
-- @include partition
-- @include clock
-- @include meta

local refused = dropped()
if refused then
  return refused
end
local reply = {'OK', ''}
local cursor, count = ARGV[1], 0
repeat
  local r = call('HSCAN', P .. 'w', cursor, 'COUNT', 50)
  cursor = r[1]
  for i = 1, #r[2], 2 do
    local waiter = cmsgpack.unpack(r[2][i + 1])
    local n = #reply
    reply[n + 1], reply[n + 2], reply[n + 3] = r[2][i], waiter[3], str(waiter[7] or 0)
    reply[n + 4] = str(#waiter[4])
    for a, alternative in ipairs(waiter[4]) do
      local at = n + 4 * a
      reply[at + 1], reply[at + 2], reply[at + 3] = str(alternative[1]), alternative[2], alternative[3]
      reply[at + 4] = alternative[5]
    end
    count = count + 1
  end
until cursor == '0' or count >= 200
reply[2] = cursor
return reply
