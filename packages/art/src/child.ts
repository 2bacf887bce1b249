import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { type Job, JobAnswer, type Task } from './jobs.ts';

/** How much a child process may take. */
export interface ChildLimits {
  /** Resident memory in bytes. */
  maxMemory: number;
  /** Milliseconds for one job. */
  jobMs: number;
}

/** A job was not answered: it took too much time or memory, or its process fell over. */
export class JobFailed extends Error {}

const self = fileURLToPath(import.meta.url);
/** Beside this file; TypeScript in the workspace, JavaScript when published. */
export const workerFile = join(self, '..', `worker${extname(self)}`);

/** Memory can grow between two looks at it; the process ends this much before its limit, in bytes. */
const margin = 48 * 1024 * 1024;

const execArgv = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--allow-worker',
  '--disallow-code-generation-from-strings',
  '--max-old-space-size=96',
  '--max-semi-space-size=2',
  '--no-warnings',
];

/** To start and to load its libraries may take a process this long on a busy machine, in milliseconds. No stranger's byte is in it yet. */
const startMs = 30_000;

/** A child process that does one job at a time. It does not keep its parent alive. */
export class Child {
  readonly #process: ChildProcess;
  readonly #limits: ChildLimits;
  readonly #ready: Promise<unknown>;
  /** Jobs begun. */
  jobs = 0;

  constructor(task: Task, limits: ChildLimits, file = workerFile) {
    this.#limits = limits;
    // Nothing of the shop's environment: few threads and few heaps for memory's sake, and what Windows cannot start without.
    const { SystemRoot = '' } = process.env;
    const env = { UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2', ...(SystemRoot && { SystemRoot }) };
    this.#process = fork(file, [task, String(limits.maxMemory - margin), String(limits.jobMs + 1000)], {
      execArgv,
      env,
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    this.#process.on('error', () => {});
    // A process that ends while it is written to is seen by its end.
    this.#process.stdin?.on('error', () => {});
    this.#process.unref();
    this.#ready = this.#next(startMs);
    this.#ready.catch(() => {});
  }

  get alive(): boolean {
    return this.#process.connected && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Does one job. @throws JobFailed; the process is gone then. */
  async run(job: Job, bytes: Uint8Array = new Uint8Array()): Promise<JobAnswer> {
    this.jobs++;
    try {
      await this.#ready;
      this.#process.send(job, () => {});
      this.#process.stdin?.write(bytes);
      return v.parse(JobAnswer, await this.#next(this.#limits.jobMs));
    } catch (cause) {
      this.end();
      throw new JobFailed('The picture could not be drawn within its limits.', { cause });
    }
  }

  /** The next message. @throws when the process ends first, or the time is over. */
  #next(withinMs: number): Promise<unknown> {
    const child = this.#process;
    child.channel?.ref();
    return new Promise((resolve, reject) => {
      const over = (settle: () => void) => {
        clearTimeout(timer);
        child.off('message', answered).off('exit', failed).off('error', failed);
        child.channel?.unref();
        settle();
      };
      const answered = (message: unknown) => over(() => resolve(message));
      const failed = () => over(() => reject(new Error('The process ended, or its time was over.')));
      // One turn later: where this process itself was held up, the answer may be there.
      const timer = setTimeout(() => setImmediate(failed), withinMs);
      child.once('message', answered).once('exit', failed).once('error', failed);
    });
  }

  end(): void {
    this.#process.kill('SIGKILL');
  }
}
