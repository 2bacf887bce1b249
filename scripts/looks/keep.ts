import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BrowserCommand } from 'vitest/node';
import { compareLooks, type Looks, readLooks, writeLooks } from './compare.ts';

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    /** Holds how a story looks against its snapshot, or keeps it as the new one. Answers with what is different. */
    keepLooks: (story: string, lines: string[]) => Promise<string[]>;
  }
}

/** Where the snapshots of a story file stand: `packages/ui/looks/PayButton.txt`. */
export function looksFile(storyFile: string): string {
  const [root] = storyFile.replaceAll('\\', '/').split(/\/(?:src|docs)\//);
  return join(root ?? '', 'looks', `${basename(storyFile).replace('.stories.tsx', '')}.txt`);
}

/** What stood in the files that this run writes anew: stories that are gone do not stay in them. */
const before = new Map<string, Looks>();

/** `vitest -u` writes every snapshot; a plain run writes those of new stories, and none on a CI server. */
export const keepLooks: BrowserCommand<[story: string, lines: string[]]> = ({ testPath, project }, story, lines) => {
  const file = looksFile(testPath ?? '');
  const { snapshotOptions, testNamePattern } = project.config;
  const looks = readLooks(existsSync(file) ? readFileSync(file, 'utf8') : '');
  const kept = (before.get(file) ?? looks).get(story);
  const differences = kept ? compareLooks(kept, lines) : ['There is no snapshot of this story.'];
  const isAll = snapshotOptions.updateSnapshot === 'all';
  const isKept = isAll || (!kept && snapshotOptions.updateSnapshot === 'new');
  if (!isKept) return differences;
  if (isAll && !testNamePattern && !before.has(file)) {
    before.set(file, new Map(looks));
    looks.clear();
  }
  // What is off by less than the tolerance stays as it was, so that a change shows only what has changed.
  looks.set(story, kept && !differences.length ? kept : lines);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, writeLooks(looks));
  return [];
};
