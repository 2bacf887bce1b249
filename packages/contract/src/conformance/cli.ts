#!/usr/bin/env node
// `npx onfile-conformance <url>`: holds a merchant proxy to the contract, and exits with 1 where something is broken.
import { parseArgs } from 'node:util';
import type { Finding } from './check.ts';
import { runConformance } from './run-conformance.ts';

const help = `onfile-conformance <url> [options]

  <url>                      where the proxy is mounted, for example https://shop.example/onfile/v1
  --header 'cookie: …'       signs a shopper of your tests in; again for more headers
  --other-header 'cookie: …' signs another one in, for what is not theirs to see
  --order <number>           an open order of the first shopper; give it up to three times
  --origin <origin>          a page of the shop's; the default is that of <url>
  --pay                      pays the orders: MOVES MONEY at whatever gateway the proxy is pointed to
  --sandbox <url>            the Onfile sandbox that the proxy pays at, as a witness
  --json                     findings as JSON

Exit code: 0 where nothing is broken, 1 where something is, 2 where it could not be asked.`;

const options = {
  header: { type: 'string', multiple: true },
  'other-header': { type: 'string', multiple: true },
  order: { type: 'string', multiple: true },
  origin: { type: 'string' },
  pay: { type: 'boolean' },
  sandbox: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** What a person gave that cannot be understood. */
class Misused extends Error {}

/** `name: value` lines as headers. @throws without the value: it signs somebody in. */
function readHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(line) ?? [];
      if (!name || !value) throw new Misused("A header is written 'name: value'.");
      return [name.toLowerCase(), value];
    }),
  );
}

function readUrl(text: string | undefined): string {
  if (!text || !URL.canParse(text) || !/^https?:/.test(text))
    throw new Misused('Say where the proxy is mounted, as a whole address.');
  return text;
}

function readCommand(words: string[]) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

const marks = { held: 'held', broken: 'BROKEN', skipped: 'skipped' } as const;

/** Findings for people: what is broken says what was seen, and why it matters. */
function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ id }) => id.length));
  const lines = findings.flatMap(({ id, what, why, outcome, detail }) => [
    `${marks[outcome].padEnd(7)}  ${id.padEnd(width)}  ${outcome === 'skipped' ? `${detail ?? ''}` : what}`,
    ...(outcome === 'broken'
      ? [`${' '.repeat(9 + width + 2)}seen: ${detail ?? ''}`, `${' '.repeat(9 + width + 2)}why:  ${why}`]
      : []),
  ]);
  const count = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome).length;
  return [...lines, '', `${count('held')} held, ${count('broken')} broken, ${count('skipped')} skipped`].join('\n');
}

async function main(): Promise<number> {
  const { values, positionals } = readCommand(process.argv.slice(2));
  if (values.help) {
    console.log(help);
    return 0;
  }
  const findings = await runConformance({
    url: readUrl(positionals[0]),
    headers: readHeaders(values.header ?? []),
    ...(values['other-header'] && { otherHeaders: readHeaders(values['other-header']) }),
    ...(values.order && { orders: values.order }),
    ...(values.origin && { origin: values.origin }),
    ...(values.pay && { pay: true }),
    ...(values.sandbox && { sandbox: readUrl(values.sandbox) }),
  });
  console.log(values.json ? JSON.stringify(findings, undefined, 2) : table(findings));
  return findings.some(({ outcome }) => outcome === 'broken') ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Misused ? `${error.message}\n\n${help}` : String(error));
  process.exitCode = 2;
}
