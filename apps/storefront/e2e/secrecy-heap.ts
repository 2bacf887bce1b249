import type { CDPSession } from '@playwright/test';

/** What a heap holds, as text: strings (with their parts), and numbers by themselves. */
export interface Heap {
  strings: string[];
  numbers: Set<string>;
}

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]]; edge_fields: string[] } };
  nodes: number[];
  edges: number[];
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
  const { snapshot, nodes, edges, strings }: Snapshot = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types, edge_fields: ways } = snapshot.meta;
  const [type, name, edgeCount] = ['type', 'name', 'edge_count'].map((field) => fields.indexOf(field)) as Triple;
  const kindAt = (at: number) => types[0][nodes[at + type] ?? -1] ?? '';
  const textAt = (at: number) => strings[nodes[at + name] ?? -1] ?? '';
  const texts = new Set<string>();
  const numbers = new Set<string>();
  // A number's value stands in a node of its own, which looks like a string and is none.
  const values = new Set<number>();
  for (let at = 0, edge = 0; at < nodes.length; at += fields.length) {
    const after = edge + (nodes[at + edgeCount] ?? 0) * ways.length;
    if (kindAt(at) === 'number')
      for (let to = edge + ways.indexOf('to_node'); to < after; to += ways.length) values.add(edges[to] ?? -1);
    edge = after;
  }
  for (let at = 0; at < nodes.length; at += fields.length)
    if (values.has(at)) numbers.add(textAt(at));
    else if (isText.has(kindAt(at))) texts.add(textAt(at));
  return { strings: [...texts], numbers };
}

type Triple = [number, number, number];
