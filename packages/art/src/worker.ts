// What a child process of the art service runs: it takes one job at a time and answers each with one message. Its parent starts it
// without network, file writes, child processes and code made from text, and ends it when a job takes too long.
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import type { Job, JobAnswer } from './jobs.ts';

/** What the watching thread needs to know. */
interface Watch {
  /** Bytes of resident memory at which the process ends. */
  maxRss: number;
  /** When the job at hand must be over, in milliseconds since the epoch; `Infinity` between jobs. */
  deadline: Float64Array<SharedArrayBuffer>;
}

const isWatch = (data: unknown): data is Watch => typeof data === 'object' && data !== null && 'deadline' in data;

/** Ends the process when it takes too much memory, or works on after its parent should have ended it. A busy loop cannot hold this up. */
function watch({ maxRss, deadline }: Watch): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > maxRss || Date.now() > (deadline[0] ?? 0)) process.kill(process.pid, 'SIGKILL');
  }, 5);
}

async function loads(name: 'sharp' | 'pdf'): Promise<boolean> {
  try {
    if (name === 'sharp') await import('sharp');
    else await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('@napi-rs/canvas')]);
    return true;
  } catch {
    return false;
  }
}

async function work(job: Job): Promise<JobAnswer> {
  switch (job.kind) {
    case 'tools':
      return { kind: 'tools', sharp: await loads('sharp'), pdf: await loads('pdf') };
    case 'paint':
      return (await import('./paint.ts')).paint(job);
    case 'draw':
      return (await import('./draw.ts')).draw(job);
  }
}

function serve(maxRss: number, maxJobMs: number): void {
  const deadline = new Float64Array(new SharedArrayBuffer(8)).fill(Infinity);
  const data: Watch = { maxRss, deadline };
  new Worker(fileURLToPath(import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  }).unref();
  process.on('disconnect', () => process.exit());
  process.on('message', (job: Job) => {
    deadline[0] = Date.now() + maxJobMs;
    void work(job)
      .catch((): JobAnswer => ({ kind: 'refused' }))
      .then((answer) => {
        deadline[0] = Infinity;
        process.send?.(answer);
      });
  });
}

const watched: unknown = workerData;
if (isMainThread) serve(Number(process.argv[2]), Number(process.argv[3]));
else if (isWatch(watched)) watch(watched);
