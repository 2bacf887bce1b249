import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Index {
  entries: Record<string, { id: string; type: string }>;
}

/** Builds the Storybook into a folder. Answers with the ids of its stories. */
export function buildStorybook(folder: string): string[] {
  execFileSync('storybook', ['build', '--quiet', '--disable-telemetry', '-o', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=DEP0205' },
  });
  const { entries }: Index = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8'));
  return Object.values(entries)
    .filter(({ type }) => type === 'story')
    .map(({ id }) => id);
}
