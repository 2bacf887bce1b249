// What a child process of the art service runs: it takes one job at a time and answers each with one message. Its parent starts it
// without network, file writes, child processes and code made from text, and ends it when a job takes too long.
import { readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import type { Job, JobAnswer } from './jobs.ts';

/** What the watching thread needs to know. */
interface Watch {
  /** Bytes of resident memory at which the process ends. */
  maxRss: number;
  /** 1 while a job is done, else 0. */
  busy: Int32Array<SharedArrayBuffer>;
  /** When the job at hand must be over, in milliseconds since the epoch. */
  deadline: Float64Array<SharedArrayBuffer>;
}

const isWatch = (data: unknown): data is Watch => typeof data === 'object' && data !== null && 'deadline' in data;

/** How often memory is looked at, in milliseconds. */
const lookEvery = 10;

/** Ends the process when it takes too much memory, or works on after its parent should have ended it. A busy loop cannot hold this up. */
function watch({ maxRss, busy, deadline }: Watch): never {
  for (;;) {
    Atomics.wait(busy, 0, 0);
    while (Atomics.load(busy, 0) === 1) {
      if (process.memoryUsage.rss() > maxRss || Date.now() > (deadline[0] ?? 0)) process.kill(process.pid, 'SIGKILL');
      Atomics.wait(busy, 0, 1, lookEvery);
    }
  }
}

async function loads(load: () => Promise<unknown>): Promise<boolean> {
  try {
    await load();
    return true;
  } catch {
    return false;
  }
}

const painter = () => import('./paint.ts');
const drawer = () => import('./draw.ts');

/** What a task needs is loaded first: for that there is time, and after it none is lost. */
async function prepare(task: string | undefined): Promise<(job: Job, bytes: Uint8Array) => Promise<JobAnswer>> {
  const paint = task === 'paint' ? (await painter()).paint : undefined;
  const draw = task === 'draw' ? (await drawer()).draw : undefined;
  const tools = task === 'tools' && { sharp: await loads(painter), pdf: await loads(drawer) };
  return async (job, bytes) => {
    if (job.kind === 'paint' && paint) return paint(bytes, job);
    if (job.kind === 'draw' && draw) return draw(bytes);
    return tools ? { kind: 'tools', ...tools } : { kind: 'refused' };
  };
}

/** Waits for the bytes of a job. There is nothing else to do meanwhile. */
function receive(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const read = readSync(0, bytes, at, length - at, null);
    if (read === 0) throw new Error('The parent has gone.');
    at += read;
  }
  return bytes;
}

async function serve([task, maxRss, maxJobMs]: string[]): Promise<void> {
  const busy = new Int32Array(new SharedArrayBuffer(4));
  const deadline = new Float64Array(new SharedArrayBuffer(8));
  const data: Watch = { maxRss: Number(maxRss), busy, deadline };
  new Worker(fileURLToPath(import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  }).unref();
  const begin = () => {
    deadline[0] = Date.now() + Number(maxJobMs);
    Atomics.store(busy, 0, 1);
    Atomics.notify(busy, 0);
  };
  const end = () => {
    Atomics.store(busy, 0, 0);
    Atomics.notify(busy, 0);
  };
  process.on('disconnect', () => process.exit());
  const work = await prepare(task);
  process.on('message', (job: Job) => {
    begin();
    void work(job, receive(job.length))
      .catch((): JobAnswer => ({ kind: 'refused' }))
      .then((answer) => {
        end();
        process.send?.(answer);
      });
  });
  process.send?.({ kind: 'ready' } satisfies JobAnswer);
}

const watched: unknown = workerData;
if (isMainThread) await serve(process.argv.slice(2));
else if (isWatch(watched)) watch(watched);
