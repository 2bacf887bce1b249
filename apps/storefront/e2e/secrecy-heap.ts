import type { CDPSession } from '@playwright/test';

/** What a heap holds, as text: strings (with their parts), and numbers by themselves. */
export interface Heap {
  strings: string[];
  numbers: Set<string>;
}

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
  strings: string[];
}

/** V8 keeps only the beginning of a long string in a snapshot, unless it is told otherwise when the browser starts. */
export const wholeStrings = '--js-flags=--heap-snapshot-string-limit=10000000';

const isText = new Set(['string', 'concatenated string', 'sliced string', 'symbol', 'regexp', 'bigint']);

/** The heap of one target, after a collection: what is still held. */
export async function readHeap(target: CDPSession): Promise<Heap> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  target.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await target.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: true });
  target.off('HeapProfiler.addHeapSnapshotChunk', keep);
  const { snapshot, nodes, strings }: Snapshot = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name] = [fields.indexOf('type'), fields.indexOf('name')];
  const texts = new Set<string>();
  const numbers = new Set<string>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + type] ?? -1] ?? '';
    const text = strings[nodes[at + name] ?? -1] ?? '';
    if (isText.has(kind)) texts.add(text);
    else if (kind === 'number' || kind === 'heap number') numbers.add(text);
  }
  return { strings: [...texts], numbers };
}
