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
async function prepare(task: string | undefined): Promise<(job: Job) => Promise<JobAnswer>> {
  const paint = task === 'paint' ? (await painter()).paint : undefined;
  const draw = task === 'draw' ? (await drawer()).draw : undefined;
  const tools = task === 'tools' && { sharp: await loads(painter), pdf: await loads(drawer) };
  return async (job) => {
    if (job.kind === 'paint' && paint) return paint(job);
    if (job.kind === 'draw' && draw) return draw(job);
    return tools ? { kind: 'tools', ...tools } : { kind: 'refused' };
  };
}

async function serve([task, maxRss, maxJobMs]: string[]): Promise<void> {
  const deadline = new Float64Array(new SharedArrayBuffer(8)).fill(Infinity);
  const data: Watch = { maxRss: Number(maxRss), deadline };
  new Worker(fileURLToPath(import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  }).unref();
  process.on('disconnect', () => process.exit());
  const work = await prepare(task);
  process.on('message', (job: Job) => {
    deadline[0] = Date.now() + Number(maxJobMs);
    void work(job)
      .catch((): JobAnswer => ({ kind: 'refused' }))
      .then((answer) => {
        deadline[0] = Infinity;
        process.send?.(answer);
      });
  });
  process.send?.({ kind: 'ready' } satisfies JobAnswer);
}

const watched: unknown = workerData;
if (isMainThread) await serve(process.argv.slice(2));
else if (isWatch(watched)) watch(watched);
