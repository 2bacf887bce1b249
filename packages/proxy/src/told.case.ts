import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** In a child: until the test says go. */
export async function told(): Promise<void> {
  const lines = createInterface(process.stdin);
  await once(lines, 'line');
  lines.close();
}
