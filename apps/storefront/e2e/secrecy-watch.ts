import type { BrowserContext, CDPSession, Frame, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { type Heap, readHeap } from './secrecy-heap.ts';
import { type Places, readPlaces, tellMessages } from './secrecy-places.ts';
import { codeFrame } from './ports.ts';

/** What a request carried. */
export interface Sent {
  method: string;
  url: string;
  headers: string;
  body: string;
}

/** Watches one page and its frame: what they send, say and hear, and what the page holds. */
export class SecrecyWatch {
  readonly page: Page;
  readonly sent: Sent[] = [];
  readonly #messages: string[] = [];
  readonly #console: string[] = [];
  readonly #addresses: string[] = [];
  readonly #target: CDPSession;

  private constructor(page: Page, target: CDPSession) {
    this.page = page;
    this.#target = target;
  }

  /** Opens a page that is watched from its first script on. */
  static async open(context: BrowserContext): Promise<SecrecyWatch> {
    const page = await context.newPage();
    const target = await context.newCDPSession(page);
    const watch = new SecrecyWatch(page, target);
    target.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'codeHeard') watch.#messages.push(payload);
    });
    await target.send('Runtime.enable');
    await target.send('Runtime.addBinding', { name: 'codeHeard' });
    await target.send('HeapProfiler.enable');
    await page.addInitScript(tellMessages);
    context.on('request', (request) =>
      watch.sent.push({
        method: request.method(),
        url: request.url(),
        headers: JSON.stringify(request.headers()),
        body: request.postData() ?? '',
      }),
    );
    context.on('console', (message) => watch.#console.push(message.text()));
    context.on('weberror', (error) => watch.#console.push(String(error.error().stack)));
    page.on('framenavigated', (frame) => watch.#addresses.push(frame.url()));
    return watch;
  }

  /** The frame, which is a target of its own: another process, out of the page's reach. */
  async frame(): Promise<{ frame: Frame; target: CDPSession }> {
    const frame = this.page.frames().find((one) => one.url().startsWith(codeFrame));
    if (!frame) throw new Error('The frame is not there.');
    return { frame, target: await this.page.context().newCDPSession(frame) };
  }

  /** Every place where the page could hold a code, but for its heap. */
  async places(): Promise<Places> {
    const page = await this.page.evaluate(readPlaces);
    expect(page['service workers']).toEqual([]);
    expect(Object.values(page).filter((texts) => texts.includes('refused'))).toEqual([]);
    expect(page['query and mutation caches']).not.toEqual(['no client']);
    const { strings } = await this.#target.send('DOMSnapshot.captureSnapshot', { computedStyles: [] });
    const cookies = await this.page.context().cookies();
    return {
      ...page,
      // Also what is in closed shadow trees.
      DOM: [...(page['DOM'] ?? []), ...strings],
      cookies: [...(page['cookies'] ?? []), ...cookies.flatMap(({ name, value, path }) => [name, value, path])],
      addresses: [
        ...(page['addresses'] ?? []),
        ...this.#addresses,
        ...this.page.frames().map((frame) => frame.url()),
        ...this.sent.map(({ url }) => url),
      ],
      'headers of requests': this.sent.map(({ headers }) => headers),
      messages: [...this.#messages],
      console: [...this.#console],
    };
  }

  /** What the frame holds, once its field is to be empty. */
  async frameplaces(): Promise<Places> {
    const { frame, target } = await this.frame();
    // A DevTools session of the frame's own: that there is one says that it is a target of its own.
    await target.detach();
    return Object.fromEntries(
      Object.entries(await frame.evaluate(readPlaces))
        .filter(([place]) => place !== 'query and mutation caches')
        .map(([place, texts]) => [`${place} of the frame`, texts]),
    );
  }

  heap(): Promise<Heap> {
    return readHeap(this.#target);
  }

  /** Lets go of what was heard and sent before: the next page load has codes of its own. */
  forget(): void {
    for (const list of [this.sent, this.#messages, this.#console, this.#addresses]) list.length = 0;
  }

  /** How many messages were heard: a watch that hears none sees none. */
  get heard(): number {
    return this.#messages.length;
  }
}
