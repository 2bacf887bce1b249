import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8');
const hash = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

/** The source of `generated.ts`: script and style as they stand in the page, and what a policy pins them by. */
export function generate(): string {
  const [script, style] = [read('frame.js'), read('frame.css')];
  if (/<\/?(script|style|!--)/i.test(script + style))
    throw new Error('The frame may not hold a tag: it stands inside of one.');
  return `// Written by \`pnpm build:frame\` from frame.js and frame.css. Not to be changed by hand: a test compares.

/** The script, as it stands in the page. */
export const scriptText = ${JSON.stringify(script)};

/** The style, as it stands in the page. */
export const styleText = ${JSON.stringify(style)};

/** What a policy pins the script by. */
export const scriptHash = '${hash(script)}';

/** What a policy pins the style by. */
export const styleHash = '${hash(style)}';
`;
}
