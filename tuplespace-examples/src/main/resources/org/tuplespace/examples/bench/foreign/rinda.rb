# Does one workload on Rinda. Arguments: the id of a row, and name=value.
require 'drb/drb'
require 'rinda/tuplespace'

SMALL = 100
row = ARGV[0]
OPTIONS = ARGV[1..].to_h { |argument| argument.split('=', 2) }
SLICE = OPTIONS['slice'].to_f
MOST = OPTIONS['most'].to_i
TASKS = OPTIONS['tasks'].to_i

def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
def payload(number) = [number].pack('q>').ljust(SMALL, 'x')
def number(payload) = payload.unpack1('q>')

def check(what, expected, found)
  return if expected == found

  warn "#{what} is #{found} instead of #{expected}"
  exit! 9
end

# The space is in a process of its own, which ends with this one.
reader, writer = IO.pipe
ending, kept = IO.pipe
fork do
  reader.close
  kept.close
  DRb.start_service('druby://127.0.0.1:0', Rinda::TupleSpace.new)
  writer.puts DRb.uri
  writer.close
  ending.read
  exit! 0
end
writer.close
ending.close
URI_OF_SPACE = reader.gets.strip
space = DRbObject.new_with_uri(URI_OF_SPACE)

def one_client(space, keys)
  key = ->(i) { keys == 'one' ? 'key' : "key #{i}" }
  start = now
  count = 0
  while count < MOST && now < start + SLICE
    space.write([key[count], payload(count)])
    count += 1
  end
  puts "W1.out.#{keys} #{count / (now - start)}"
  start = now
  sum = (0...count).sum { |i| number(space.take([key[i], String])[1]) }
  puts "W1.in.#{keys} #{count / (now - start)}"
  check 'the sum', count * (count - 1) / 2, sum
end

def ping_pong(space)
  other = fork do
    mine = DRbObject.new_with_uri(URI_OF_SPACE)
    loop do
      ball = mine.take(['ping', String])[1]
      break if number(ball) == -1

      mine.write(['pong', ball])
    end
    exit! 0
  end
  times = []
  finish = now + SLICE
  while now < finish
    start = now
    space.write(['ping', payload(times.size)])
    back = number(space.take(['pong', String])[1])
    check 'what came back', times.size, back
    times << (now - start) * 1e6
  end
  space.write(['ping', payload(-1)])
  Process.wait(other)
  times.sort!
  puts "W2.p50 #{times[times.size / 2]}"
  puts "W2.p99 #{times[times.size * 99 / 100]}"
end

def unrelated(space, row, field, others)
  others.times { |i| space.write(["other #{i}", payload(i)]) }
  start = now
  count = 0
  loop do
    mine = payload(count)
    space.write(["mine #{count % 16}", mine])
    template = field == 'first' ? ["mine #{count % 16}", String] : [String, mine]
    check 'what was taken', count, number(space.take(template)[1])
    count += 1
    break if now > start + SLICE
  end
  puts "#{row} #{count / (now - start)}"
end

def bag(space, row, workers)
  children = Array.new(workers) do
    fork do
      mine = DRbObject.new_with_uri(URI_OF_SPACE)
      loop do
        task = number(mine.take(['task', String])[1])
        break if task == -1

        mine.write(['result', payload(2 * task)])
      end
      exit! 0
    end
  end
  start = now
  TASKS.times { |i| space.write(['task', payload(i)]) }
  sum = TASKS.times.sum { number(space.take(['result', String])[1]) }
  puts "#{row} #{TASKS / (now - start)}"
  workers.times { space.write(['task', payload(-1)]) }
  children.each { |child| Process.wait(child) }
  check 'the sum of the results', TASKS * (TASKS - 1), sum
end

def threads(space, row, count)
  start = now
  pairs = Array.new(count) do |i|
    Thread.new do
      done = 0
      while now < start + SLICE
        space.write(["thread #{i}", payload(done)])
        check 'what was taken', done, number(space.take(["thread #{i}", String])[1])
        done += 1
      end
      done
    end
  end.sum(&:value)
  puts "#{row} #{pairs / (now - start)}"
end

name, *rest = row.split('.')
case name
when 'W1' then one_client(space, rest[1])
when 'W2' then ping_pong(space)
when 'W3' then unrelated(space, row, rest[0], rest[1].to_i)
when 'W4' then bag(space, row, rest[0].to_i)
when 'W9' then threads(space, row, rest[0].to_i)
else abort "no workload #{row}"
end
$stdout.flush
kept.close
