import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, CDPSession, Frame, Page, Response } from 'playwright-core';
import { headerNames } from './headers.ts';

/** A script that a page ran, or fetched as one. */
export interface SeenScript {
  /** The document it belongs to, without query and fragment. */
  document: string;
  /** Where it came from; absent where it stands in the document or was made by another script. */
  url?: string;
  /**
   * Of its text in UTF-8, as `integrity` writes it: these are its bytes, but for a file that begins with a byte order mark or is in
   * another encoding, which a browser decodes before it hands it out.
   */
  sha384: string;
}

/** A document, the page itself or one in a frame, with the security headers that it came with. */
export interface SeenDocument {
  url: string;
  headers: Record<string, string>;
}

/** What a browser saw. */
export interface SeenPage {
  documents: SeenDocument[];
  scripts: SeenScript[];
}

/** How to look. */
export interface CollectOptions {
  /** A file with the cookies of somebody who is signed in, as Playwright keeps them. */
  session?: string | undefined;
  /** How long the page may take to come to rest after it has loaded, in milliseconds. Default 10 seconds. */
  settleMs?: number;
}

const sha384 = (bytes: Buffer | string) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** An address without what differs from visit to visit. */
function place(address: string): string {
  if (!/^https?:/.test(address)) return address.split(/[?#]/)[0] ?? address;
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

/** What a debugger is told of a script, as far as it is needed here. */
interface Parsed {
  scriptId: string;
  url: string;
  startLine: number;
  startColumn: number;
  hasSourceURL?: boolean;
  executionContextAuxData?: { isDefault?: boolean; frameId?: string };
}

interface Ran extends Parsed {
  document: string;
  source: string | Buffer;
}

/** Notes every script that runs in the documents of one target. */
async function watch(session: CDPSession, start: string, ran: Ran[], waits: Promise<unknown>[]): Promise<void> {
  const frames = new Map<string, string>();
  session.on('Page.frameNavigated', ({ frame }) => frames.set(frame.id, frame.url));
  session.on('Debugger.scriptParsed', (script: Parsed) => {
    const { isDefault, frameId = '' } = script.executionContextAuxData ?? {};
    // The worlds in which the browser's own tools work are no part of the page.
    if (isDefault === false) return;
    const document = frames.get(frameId);
    const read = async () => {
      const { scriptSource, bytecode } = await session.send('Debugger.getScriptSource', { scriptId: script.scriptId });
      const source = bytecode ? Buffer.from(bytecode, 'base64') : scriptSource;
      ran.push({ ...script, document: place(document ?? frames.get(frameId) ?? start), source });
    };
    waits.push(read().catch(() => {}));
  });
  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getFrameTree');
  const note = (tree: typeof frameTree): void => {
    frames.set(tree.frame.id, tree.frame.url);
    for (const child of tree.childFrames ?? []) note(child);
  };
  note(frameTree);
  await session.send('Debugger.enable');
  // A page that says `debugger` would stand still.
  await session.send('Debugger.setSkipAllPauses', { skip: true });
}

/** A document of another process has a session of its own; the others are heard by their page's. */
async function watchFrame(context: BrowserContext, frame: Frame, ran: Ran[], waits: Promise<unknown>[]) {
  const session = await context.newCDPSession(frame).catch(() => undefined);
  if (session) await watch(session, frame.url(), ran, waits).catch(() => {});
}

interface Fetched {
  document: string;
  url: string;
  bytes: Buffer;
}

/** The document that asked for something; a service worker's requests have none. */
function askedBy(response: Response): string {
  try {
    return place(response.frame().url());
  } catch {
    return 'service worker';
  }
}

const securityHeaders = (headers: Record<string, string>) =>
  Object.fromEntries(headerNames.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

function joined(ran: readonly Ran[], fetched: readonly Fetched[]): SeenScript[] {
  const texts = new Set(fetched.map(({ bytes }) => new TextDecoder().decode(bytes)));
  const inPage = ran
    // What came by the network is named by its address and its bytes.
    .filter(({ source }) => typeof source !== 'string' || !texts.has(source))
    .map(({ document, url, source, hasSourceURL, startLine, startColumn }): SeenScript => {
      const isFile = !hasSourceURL && /^https?:/.test(url) && startLine + startColumn === 0 && place(url) !== document;
      return { document, ...(isFile && { url }), sha384: sha384(source) };
    });
  const all = [...fetched.map(({ document, url, bytes }) => ({ document, url, sha384: sha384(bytes) })), ...inPage];
  const keyOf = ({ document, url, sha384: hash }: SeenScript) => [document, url, hash].join(' ');
  return [...new Map(all.map((script) => [keyOf(script), script])).values()].toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
}

/** Loads the page until it is at rest. @throws where what came is not the page that was asked for */
async function open(page: Page, url: string, settleMs: number): Promise<void> {
  const answer = await page.goto(url, { waitUntil: 'load' });
  if (!answer?.ok()) throw new Error(`${url} answered ${answer?.status() ?? 'nothing'}.`);
  await page.waitForLoadState('networkidle', { timeout: settleMs }).catch(() => {});
  if (place(page.url()) !== place(url))
    throw new Error(
      `${url} led to ${place(page.url())}. Name the page itself, and give --session where it asks who you are.`,
    );
}

/** Opens a page as a shopper's browser does, and says which scripts ran in it and which security headers came with it. */
export async function collectPage(browser: Browser, url: string, options: CollectOptions = {}): Promise<SeenPage> {
  const { session, settleMs = 10_000 } = options;
  const context = await browser.newContext(session ? { storageState: session } : {});
  try {
    const ran: Ran[] = [];
    const fetched: Fetched[] = [];
    const documents = new Map<string, SeenDocument>();
    const waits: Promise<unknown>[] = [];
    const hear = async (response: Response) => {
      const kind = response.request().resourceType();
      if (kind === 'document' && (response.status() < 300 || response.status() >= 400)) {
        const where = place(response.url());
        documents.set(where, { url: where, headers: securityHeaders(await response.allHeaders()) });
      }
      if (kind === 'script' && response.ok())
        fetched.push({ document: askedBy(response), url: response.url(), bytes: await response.body() });
    };
    context.on('response', (response) => waits.push(hear(response).catch(() => {})));
    const page = await context.newPage();
    await watch(await context.newCDPSession(page), url, ran, waits);
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) waits.push(watchFrame(context, frame, ran, waits));
    });
    await open(page, url, settleMs);
    // What is waited for may bring more to wait for.
    for (let count = -1; count !== waits.length;) {
      count = waits.length;
      // oxlint-disable-next-line no-await-in-loop -- until nothing is added
      await Promise.all(waits);
    }
    const sorted = [...documents.values()].toSorted((a, b) => (a.url < b.url ? -1 : 1));
    return { documents: sorted, scripts: joined(ran, fetched) };
  } finally {
    await context.close();
  }
}
