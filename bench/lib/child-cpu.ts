import { readdirSync, readFileSync } from 'node:fs';
import { pid } from 'node:process';

/** CPU that each child of this process has used, in milliseconds. Reads `/proc`: Linux. */
export function childrenCpu(): Map<string, number> {
  const used = new Map<string, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      const [, parent, fields = ''] = /\) \S (\d+) (.*)/.exec(readFileSync(`/proc/${entry}/stat`, 'utf8')) ?? [];
      const numbers = fields.split(' ').map(Number);
      if (Number(parent) === pid) used.set(entry, ((numbers[9] ?? 0) + (numbers[10] ?? 0)) * 10);
    } catch {
      // It ended meanwhile.
    }
  return used;
}

/** CPU that some work costs this process and its children, in milliseconds. */
export async function cpuOf(work: () => Promise<void>): Promise<number> {
  const own = process.cpuUsage();
  const before = childrenCpu();
  await work();
  const after = childrenCpu();
  const { user, system } = process.cpuUsage(own);
  let children = 0;
  for (const [child, used] of after) children += used - (before.get(child) ?? 0);
  for (const child of before.keys())
    if (!after.has(child)) throw new Error('A process ended while it was watched; its time is lost.');
  return (user + system) / 1000 + children;
}
