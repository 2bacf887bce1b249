import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { oneFile } from '../../../scripts/proofs/one-file.ts';

/** A process of its own that uses a store: see `child.case.ts`. */
export interface Child {
  process: ChildProcess;
  /** What it has said so far, line by line. A line that was cut off by its end is not in it. */
  lines: string[];
  /** Until it has said so many lines, or has ended. */
  heard(count: number): Promise<void>;
  /** Lets it begin. */
  go(): void;
  /** Until it has ended and all that it said is in `lines`. Its exit code, or its signal. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts a process on a store: `sqlite:<path>` or `postgres://…`. */
export async function startChild(store: string, ...words: string[]): Promise<Child> {
  const file = await oneFile(new URL('child.case.ts', import.meta.url));
  const child = spawn(process.execPath, [file, store, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let isOver = false;
  let waiting: { count: number; done: () => void }[] = [];
  const wake = () => {
    for (const one of waiting) if (isOver || lines.length >= one.count) one.done();
    waiting = waiting.filter(({ count }) => !isOver && lines.length < count);
  };
  // The end of the last line is the child's word that the line is whole.
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    wake();
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    wake();
    return code ?? signal;
  });
  return {
    process: child,
    lines,
    heard: (count) =>
      isOver || lines.length >= count
        ? Promise.resolve()
        : new Promise((done) => {
            waiting.push({ count, done });
          }),
    go: () => void child.stdin.write('go\n'),
    ended,
  };
}
