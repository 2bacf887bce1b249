import { readFileSync } from 'node:fs';

/** The whole files that docs/testing.md shows, by name. @throws where it shows none */
export function documentedFiles() {
  const page = readFileSync('docs/testing.md', 'utf8');
  const files = [...page.matchAll(/^```\w+ title="([\w.-]+)"\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [
    name,
    text,
  ]);
  if (!files.length) throw new Error('docs/testing.md shows no file.');
  return new Map(files);
}
