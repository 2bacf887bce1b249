import { type Browser, type BrowserContext, expect, type Response, test as base } from '@playwright/test';

/** What browsers say where a Content-Security-Policy or Trusted Types stop something. */
const complaint = /Content.Security.Policy|Trusted ?(Type|HTML|Script)|securitypolicyviolation/i;

/** Where our own pages stand: the shop, and what the proxy serves. The gateway's pages and its banks' have policies of their own. */
const isOurs = (address: string) =>
  URL.canParse(address) && (new URL(address).hostname === '127.0.0.1' || address.includes('/onfile/v1/'));

/** Tells of each violation in a document, before any script of its own has run. */
const tellViolations = () =>
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, documentURI }) =>
    console.debug(`securitypolicyviolation in ${documentURI}: ${violatedDirective} ${blockedURI}`),
  );

/** What every document of ours is served with, whatever else its policy says. */
const demanded = ["default-src 'none'", "trusted-types 'none'", "require-trusted-types-for 'script'"];

/** A document without the policy has nothing to complain of. */
async function laxness(response: Response): Promise<string[]> {
  const policy = (await response.headerValue('content-security-policy')) ?? '';
  const isShop = !response.url().includes('/onfile/v1/');
  return [...demanded, ...(isShop ? ["'nonce-"] : [])]
    .filter((part) => !policy.includes(part))
    .map((part) => `${response.url()} is served without ${part}`);
}

/** Hears what every page and every frame of browsers says of our policy. */
export class PolicyWatch {
  #complaints: string[] = [];
  #documents = 0;
  readonly #pending = new Set<Promise<unknown>>();

  /** Listens to all that a browser opens from now on. */
  watch(browser: Browser): void {
    browser.on('context', (context) => this.#listen(context));
  }

  #listen(context: BrowserContext): void {
    this.#await(context.addInitScript(tellViolations));
    context.on('console', (message) => {
      const text = message.text();
      const place = /^securitypolicyviolation in (\S+):/.exec(text)?.[1] ?? message.location().url;
      // Not everything that is stopped is said of a place: then it is the page's.
      if (complaint.test(text) && isOurs(URL.canParse(place) ? place : (message.page()?.url() ?? '')))
        this.#complaints.push(text);
    });
    context.on('response', (response) => {
      const isPage = response.request().isNavigationRequest() && response.headers()['content-type']?.includes('html');
      if (!isPage || !isOurs(response.url())) return;
      this.#documents++;
      this.#await(laxness(response).then((lax) => void this.#complaints.push(...lax)));
    });
  }

  /** A context that is closed meanwhile has nothing more to say. */
  #await(work: Promise<unknown>): void {
    const done = work.catch(() => {}).finally(() => this.#pending.delete(done));
    this.#pending.add(done);
  }

  /** What was heard since this was asked last, and of how many documents. */
  async take(): Promise<{ complaints: string[]; documents: number }> {
    await Promise.all(this.#pending);
    const taken = { complaints: this.#complaints, documents: this.#documents };
    this.#complaints = [];
    this.#documents = 0;
    return taken;
  }
}

/** A test that fails where a page or a frame of ours complains of its policy (B2). */
export const test = base.extend<{ underPolicy: void; complaintsExpected: RegExp | null }, { policyWatch: PolicyWatch }>(
  {
    /** What a test provokes on purpose: heard at least once, and nothing else is. */
    complaintsExpected: [null, { option: true }],
    policyWatch: [
      async ({ browser }, run) => {
        const watch = new PolicyWatch();
        watch.watch(browser);
        await run(watch);
      },
      // From before the first hook: those open pages too.
      { scope: 'worker', auto: true },
    ],
    underPolicy: [
      async ({ policyWatch, complaintsExpected }, run, info) => {
        await run();
        const { complaints, documents } = await policyWatch.take();
        info.annotations.push({ type: 'documents', description: String(documents) });
        const isExpected = (text: string) => complaintsExpected?.test(text) ?? false;
        expect(complaints.filter((text) => !isExpected(text))).toEqual([]);
        if (complaintsExpected)
          expect(complaints.some(isExpected), 'nothing was heard of what was provoked').toBe(true);
      },
      { auto: true },
    ],
  },
);
