import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { approve, type Approved, readApproved } from './approved.ts';
import { collectPage, type SeenPage } from './collect.ts';
import { comparePage, type Finding } from './compare.ts';

const usage = `onfile verify-page <url> [--approved approved.json] [--write] [--json]
                         [--browser path] [--session state.json] [--no-sandbox]

Opens a page in a browser and holds its scripts and security headers against an approved list.
  --approved   the list; default approved.json
  --write      writes what was seen as the new list, for a person to read and explain
  --json       the result as JSON
  --browser    a Chromium to use; default the one that playwright-core has installed
  --session    cookies of somebody who is signed in (Playwright's storageState); keep it as secret as a password
  --no-sandbox for a container in which the browser's own sandbox cannot start
Exit code: 0 as approved, 1 not as approved, 2 nothing could be said.
`;

/** What a run is given from outside. */
export interface Tools {
  playwright: () => Promise<Pick<typeof import('playwright-core'), 'chromium'>>;
  say: (text: string) => void;
  complain: (text: string) => void;
}

/** What stops a run, in words for whoever started it. */
class Stop extends Error {}

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    allowNegative: true,
    options: {
      approved: { type: 'string', default: 'approved.json' },
      write: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      browser: { type: 'string' },
      session: { type: 'string' },
      sandbox: { type: 'boolean', default: true },
    },
  });
  const [command, url, ...rest] = positionals;
  if (command !== 'verify-page' || !url || rest.length) throw new Stop(usage);
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new Stop(`${url} is no address of a page.`);
  return { url, ...values };
}

type Options = ReturnType<typeof readArguments>;

async function look({ url, browser: executablePath, session, sandbox }: Options, tools: Tools): Promise<SeenPage> {
  const { chromium } = await tools.playwright().catch(() => {
    throw new Stop('playwright-core is not installed: npm install --save-dev playwright-core');
  });
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), chromiumSandbox: sandbox });
  try {
    return await collectPage(browser, url, { session });
  } finally {
    await browser.close();
  }
}

function readFormer({ approved: file, url, write }: Options): Approved | undefined {
  if (!existsSync(file)) {
    if (write) return undefined;
    throw new Stop(
      `${file} is not there: nothing is approved yet. Run with --write, read the list, explain each script.`,
    );
  }
  const former = readApproved(readFileSync(file, 'utf8'));
  if (former.page !== url) throw new Stop(`${file} is about ${former.page}: give each page a list of its own.`);
  return former;
}

const words: Record<Finding['kind'], string> = {
  'new-script': 'a script that nobody has approved',
  'gone-script': 'a script is gone',
  'changed-script': 'a script was changed',
  'new-document': 'a frame that nobody has approved',
  'gone-document': 'a frame is gone',
  'weaker-header': 'a header protects less',
  'changed-header': 'a header was changed',
};

function lineOf({ kind, document, what, was, now }: Finding): string {
  const head = `${kind}: ${words[kind]}${what ? `: ${what}` : ''}\n  in  ${document}`;
  if (!what) return head;
  return `${head}\n  was ${was ?? 'not there'}\n  now ${now ?? 'not there'}`;
}

function report(options: Options, seen: SeenPage, list: Approved, findings: readonly Finding[], tools: Tools): void {
  const { url, json, write, approved: file } = options;
  if (json) {
    tools.say(JSON.stringify({ page: url, isApproved: !findings.length, findings, ...seen }, undefined, 2));
    return;
  }
  for (const finding of findings) tools.say(lineOf(finding));
  const unexplained = list.scripts.filter(({ purpose }) => !purpose).length;
  if (unexplained)
    tools.say(`${unexplained} of the scripts in ${file} have no purpose yet: say why each has to be there.`);
  for (const { url: where, headers } of seen.documents)
    if (!headers['content-security-policy']) tools.say(`${where} has no Content-Security-Policy.`);
  const count = `${seen.scripts.length} scripts in ${seen.documents.length} documents`;
  const verdict = findings.length ? `${findings.length} findings` : 'as approved';
  tools.say(write ? `${count} written to ${file}.` : `${count}: ${verdict}.`);
}

/** `onfile verify-page`. @returns the exit code: 0 as approved, 1 not as approved, 2 nothing could be said */
export async function run(args: string[], tools: Tools): Promise<0 | 1 | 2> {
  try {
    const options = readArguments(args);
    const former = readFormer(options);
    const seen = await look(options, tools);
    const findings = former ? comparePage(former, seen) : [];
    const list = options.write || !former ? approve(options.url, seen, former) : former;
    if (options.write) writeFileSync(options.approved, `${JSON.stringify(list, undefined, 2)}\n`);
    report(options, seen, list, findings, tools);
    return options.write || !findings.length ? 0 : 1;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // What a browser's driver has to say after its first line is a log of its own.
    tools.complain(error instanceof Stop ? message : (message.split('\n')[0] ?? ''));
    return 2;
  }
}
