// How many card lists a second the sandbox answers on a port, beside a bare `node:http` with the same bytes; and what 100,000
// payments leave in memory, without the first of them being forgotten.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSandbox, merchant } from '@onfile/sandbox';
import { listBody, listPath } from './lib/gateway-list.ts';
import { atMost, type Report, rounded } from './lib/report.ts';
import { median, ratioOf, seeded, shuffled } from './lib/statistics.ts';
import { askOn, startTimed, type TimedServer } from './lib/timed-server.ts';

const rounds = 12;
const requests = 8000;
const connections = 32;
/** How much time of one core a list may take, beside the echo: a third as many a second. */
const limit = 3;

const payments = 100_000;
const steps = 10;
/** How much more may be held after all payments than after the second step: from there on it forgets as much as it takes up. */
const growth = 1.05;

const names = ['sandbox', 'echo'] as const;
type Name = (typeof names)[number];

/** The request as bytes: a client that does no more than it must leaves the time to the server. */
function requestBytes(): Buffer {
  const body = listBody(merchant);
  return Buffer.from(
    `POST ${listPath} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Microseconds of the server's process for one request. */
async function costOf({ port, spent }: TimedServer): Promise<number> {
  let left = requests;
  const take = () => left-- > 0;
  const bytes = requestBytes();
  const before = await spent();
  await Promise.all(Array.from({ length: connections }, () => askOn(port, bytes, take)));
  return ((await spent()) - before) / requests;
}

async function measureLists(): Promise<Report> {
  const servers = {
    sandbox: await startTimed('gateway-server.ts', ['sandbox']),
    echo: await startTimed('gateway-server.ts', ['echo']),
  };
  const random = seeded(20261123);
  const samples: Record<Name, number[]> = { sandbox: [], echo: [] };
  // The first rounds warm both up and count for nothing.
  for (let round = -3; round < rounds; round++)
    for (const name of shuffled(names, random)) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time
      const cost = await costOf(servers[name]);
      if (round >= 0) samples[name].push(cost);
    }
  for (const { process } of Object.values(servers)) process.kill();
  const { ratio, low, high } = ratioOf(samples.sandbox, samples.echo);
  return {
    table: names.map((name) => ({
      what: 'card list on a port',
      app: name,
      'cpu µs': rounded(median(samples[name]), 1),
      'a second on one core': Math.round(1_000_000 / median(samples[name])),
    })),
    findings: [atMost(`time of a card list × echo (${rounded(low)} to ${rounded(high)})`, rounded(ratio), limit)],
  };
}

/** Bytes that are in use once the garbage is gone: the heap, and the arrays beside it. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function measureMemory(): Promise<Report> {
  const sandbox = createSandbox();
  const asked = new Request(`http://gateway.test${listPath}`, { method: 'POST', body: listBody(merchant) });
  const [card]: { token: string }[] = await (await sandbox(asked)).json();
  const pay = (number: number) =>
    sandbox(
      new Request('http://gateway.test/pay/tokenpay.cfm', {
        method: 'POST',
        body: JSON.stringify({
          Merchant_ID: merchant.id,
          Login: merchant.login,
          Password: merchant.password,
          OrderNumber: `ORD-${number}`,
          OrderAmount: '15.00',
          TokenType: 5,
          PaymentToken: { Token: card?.token, CustomerNumber: 'anna' },
        }),
      }),
    );
  const held: number[] = [];
  for (let number = 1; number <= payments; number++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const answer = await pay(number);
    if (answer.status !== 200) throw new Error(`Payment ${number} was answered with ${answer.status}.`);
    if (number % (payments / steps) === 0) held.push(bytesInUse());
  }
  // What is flat because it forgot that money moved would be no gateway.
  const again = await pay(1);
  const refusal = await again.text();
  if (!refusal.includes('"faultcode":11,"faultstring":201'))
    throw new Error(
      `The first order was paid ${payments} payments ago, and paid again it is answered with ${refusal}.`,
    );
  const [, second = Number.NaN] = held;
  const last = held.at(-1) ?? Number.NaN;
  return {
    table: held.map((bytes, step) => ({
      what: 'memory in use',
      payments: ((step + 1) * payments) / steps,
      MB: rounded(bytes / 1024 / 1024, 1),
    })),
    findings: [
      atMost(`memory after ${payments} payments × after ${(2 * payments) / steps}`, rounded(last / second, 3), growth),
    ],
  };
}

/** Speed of the sandbox on a port, and its memory. */
export default async function gateway(): Promise<Report> {
  const lists = await measureLists();
  const memory = await measureMemory();
  return {
    table: [...lists.table, ...memory.table],
    findings: [...lists.findings, ...memory.findings],
  };
}
