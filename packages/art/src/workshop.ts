import { Child, type ChildLimits, JobFailed } from './child.ts';
import { createGate } from './gate.ts';
import type { Job, JobAnswer, Task } from './jobs.ts';
import type { Variant } from './variant.ts';

/** Where foreign bytes are opened: child processes, never this one. */
export interface Workshop {
  /** What is installed and loads. */
  tools(): Promise<{ sharp: boolean; pdf: boolean }>;
  /** @throws JobFailed */
  paint(
    png: Uint8Array,
    wish: { variant?: Variant; measure: boolean },
  ): Promise<Extract<JobAnswer, { kind: 'painted' }>>;
  /** The first page as PNG. @throws JobFailed */
  draw(pdf: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  close(): void;
}

/** How many processes there are, and what each may take. */
export interface WorkshopOptions extends ChildLimits {
  /** Processes that paint at once, and as many that draw. */
  processes: number;
  /** Where what they run stands. */
  file?: string;
}

/** A process that paints is renewed after so many jobs: what a library leaks stays small. */
const jobsEach = 64;
/** A process that nobody needs ends after this time, in milliseconds. */
const idleMs = 30_000;

/** Opens a workshop. Painters stay for the next picture; each PDF gets a process of its own. */
export function openWorkshop({ processes, file, ...limits }: WorkshopOptions): Workshop {
  const idle: { child: Child; timer: NodeJS.Timeout }[] = [];
  const all = new Set<Child>();
  const painting = createGate(processes);
  const drawing = createGate(processes);

  function start(task: Task): Child {
    const child = new Child(task, limits, file);
    all.add(child);
    return child;
  }
  function end(child: Child): void {
    all.delete(child);
    child.end();
  }
  function take(): Child {
    for (let place = idle.pop(); place; place = idle.pop()) {
      clearTimeout(place.timer);
      if (place.child.alive) return place.child;
      end(place.child);
    }
    return start('paint');
  }
  function putBack(child: Child): void {
    if (!child.alive || child.jobs >= jobsEach || !all.has(child)) return end(child);
    const timer = setTimeout(() => {
      idle.splice(0, idle.length, ...idle.filter((place) => place.child !== child));
      end(child);
    }, idleMs);
    idle.push({ child, timer: timer.unref() });
  }
  async function once(job: Job, bytes?: Uint8Array): Promise<JobAnswer> {
    const child = start(job.kind);
    try {
      return await child.run(job, bytes);
    } finally {
      end(child);
    }
  }

  return {
    async tools() {
      const answer = await once({ kind: 'tools', length: 0 });
      return answer.kind === 'tools' ? answer : { sharp: false, pdf: false };
    },
    paint: (png, wish) =>
      painting(async () => {
        const child = take();
        try {
          const answer = await child.run({ kind: 'paint', length: png.byteLength, ...wish }, png);
          if (answer.kind === 'painted') return answer;
          throw new JobFailed('The picture cannot be opened.');
        } finally {
          putBack(child);
        }
      }),
    draw: (pdf) =>
      drawing(async () => {
        const answer = await once({ kind: 'draw', length: pdf.byteLength }, pdf);
        if (answer.kind === 'drawn') return answer.png;
        throw new JobFailed('The page cannot be drawn.');
      }),
    close() {
      for (const child of all) end(child);
      for (const { timer } of idle.splice(0)) clearTimeout(timer);
    },
  };
}
