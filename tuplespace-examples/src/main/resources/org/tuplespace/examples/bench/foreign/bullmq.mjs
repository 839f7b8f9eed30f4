// Does W8 on BullMQ. Arguments: the id of a row, and name=value.
import { Queue, QueueEvents, Worker } from 'bullmq';

const options = Object.fromEntries(process.argv.slice(3).map((argument) => {
  const end = argument.indexOf('=');
  return [argument.slice(0, end), argument.slice(end + 1)];
}));
const oneByOne = Number(options.oneByOne);
const inBulk = Number(options.inBulk);
const bulk = Number(options.bulk);
const jobs = oneByOne + inBulk;
const url = new URL(options.url);
const connection = {
  host: url.hostname,
  port: Number(url.port || 6379),
  maxRetriesPerRequest: null,
};
const name = `bench-${process.pid}`;
const second = () => Number(process.hrtime.bigint()) / 1e9;

const queue = new Queue(name, { connection });
const events = new QueueEvents(name, { connection });
await queue.waitUntilReady();
await events.waitUntilReady();
let sum = 0;
let count = 0;
const all = new Promise((resolve) => {
  events.on('completed', ({ returnvalue }) => {
    sum += Number(returnvalue);
    count += 1;
    if (count === jobs) resolve();
  });
});

const opts = { removeOnComplete: true };
let start = second();
for (let number = 0; number < oneByOne; number += 1) {
  await queue.add('square', { number }, opts);
}
console.log(`W8.enqueue ${oneByOne / (second() - start)}`);

if (inBulk > 0) {
  start = second();
  for (let from = oneByOne; from < jobs; from += bulk) {
    const length = Math.min(bulk, jobs - from);
    const numbers = Array.from({ length }, (none, index) => from + index);
    await queue.addBulk(numbers.map((number) => ({ name: 'square', data: { number }, opts })));
  }
  console.log(`W8.bulk ${inBulk / (second() - start)}`);
}

start = second();
const worker = new Worker(name, async (job) => job.data.number ** 2, {
  connection,
  concurrency: Number(options.atOnce),
});
await all;
console.log(`W8.done.${options.atOnce} ${jobs / (second() - start)}`);
await worker.close();
await events.close();
await queue.obliterate({ force: true });
await queue.close();
const expected = ((jobs - 1) * jobs * (2 * jobs - 1)) / 6;
if (sum !== expected) {
  console.error(`the sum of the squares is ${sum} instead of ${expected}`);
  process.exit(9);
}
process.exit(0);
