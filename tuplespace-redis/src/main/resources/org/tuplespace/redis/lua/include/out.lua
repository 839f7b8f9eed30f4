-- Puts tuples: the arguments are those of the script OUT.

local function out(args)
  local refused = admit(args[2], args[3])
  if refused then
    return refused
  end
  state(arity(args[6]))
  refused = dropped()
  if refused then
    return refused
  end
  if M.due then
    refuse_when_full() -- before what is due writes
  end
  local _, more_due = deal_with_due()
  if more_due then
    return {'AGAIN'}
  end
  for i = 6, #args, 3 do
    if lacks_blobs(args[i]) then
      return {'UPLOAD'}
    end
  end

  put_all(args, 4)
  return done()
end
