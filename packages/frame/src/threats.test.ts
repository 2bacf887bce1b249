// What others may try with the frame: messages, framing, looks, listening, the back button (`security.md` 5.2, B4 to B8).
import { env } from 'node:process';
import fc from 'fast-check';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptText } from './generated.ts';
import { frameOf, greet, nonce, openStage, type Stage, type StageOptions } from './stage.case.ts';

/** All of it, the sample of `pnpm test`, or what a quick run has time for. */
const amount = <T>(whole: T, sample: T, quick: T): T =>
  env['ONFILE_PROVE'] === '1' ? whole : env['ONFILE_PROVE_PART'] ? quick : sample;
const seed = Number(env['ONFILE_SEED'] ?? 20261128);
console.log(`threats to the frame, seed ${seed}`);

/** Messages that are none of the frame's, and some that nearly are. */
const strange = fc.oneof(
  fc
    .anything({ withNullPrototype: false, maxDepth: 2 })
    .filter((data) => !JSON.stringify(data)?.includes('"t":"clear"')),
  fc.record({ v: fc.constantFrom(1, 2, '1'), t: fc.constantFrom('hello', 'Hello'), n: fc.string() }),
  fc.record({
    t: fc.constantFrom('confirm', 'theme', 'disable', 'focus', 'hello', '__proto__', 'constructor'),
    extra: fc.anything(),
  }),
  fc.record({
    t: fc.constant('confirm'),
    intent: fc.constantFrom('../x', '', 'a b', 'a'.repeat(600)),
    secret: fc.string(),
    card: fc.string(),
    key: fc.constantFrom('', 'short', 'k'.repeat(80)),
    window: fc.constantFrom('00', '06', '', '1'),
  }),
  fc.record({ t: fc.constant('theme'), values: fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(null)) }),
  fc.record({ t: fc.constant('disable'), disabled: fc.constantFrom('true', 1, null) }),
);

/** So many of them, as text: what a page can read and send. */
const drawn = (count: number): unknown[] =>
  fc.sample(strange, { seed, numRuns: count }).flatMap((data) => {
    try {
      const text = JSON.stringify(data);
      return text === undefined ? [] : [JSON.parse(text) as unknown];
    } catch {
      return [];
    }
  });

/** How the field stands: what no strange message may change. */
const standing = async (page: Page) =>
  (await frameOf(page)).evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#code');
    return [
      field?.value,
      field?.readOnly,
      field?.getAttribute('aria-invalid'),
      document.documentElement.getAttribute('style'),
      location.href,
    ];
  });

/** Sends from inside of a document to whatever window `target` leads to. */
const send = (
  from: { evaluate: Page['evaluate'] },
  messages: unknown[],
  target: 'frame' | 'port' | 'sibling' | 'opener',
) =>
  from.evaluate(
    ({ list, where }) => {
      const window_ = { frame: frames[0], sibling: parent.frames[0], opener: opener?.frames[0], port: undefined }[
        where
      ];
      for (const message of list)
        if (where === 'port') window.port.postMessage(message);
        else window_?.postMessage(message, '*', [new MessageChannel().port2]);
    },
    { list: messages, where: target },
  );

describe('B4: messages that are not meant', () => {
  const count = amount(100_000, 4000, 800);

  /** All four ways, and what came of them. */
  async function fuzz(options: StageOptions) {
    const stage = await openStage(options);
    const page = await greet(stage);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await (await frameOf(page)).locator('#code').pressSequentially('123');
    const before = await standing(page);
    const heard = await page.evaluate(() => window.heard.length);
    // A stranger beside the frame, and one in a window that the page opened.
    await page.evaluate(async (url) => {
      const sibling = document.createElement('iframe');
      sibling.src = url;
      const loaded = new Promise((resolve) => sibling.addEventListener('load', resolve));
      document.body.append(sibling);
      await loaded;
    }, stage.stranger);
    const sibling = page.frames().find((one) => one.url().startsWith(stage.stranger));
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((url) => void window.open(url), stage.stranger),
    ]);
    await popup.waitForLoadState();
    const messages = drawn(count / 4);
    // Also the right greeting, from the wrong places and a second time.
    const greetings = [{ v: 1, t: 'hello', n: nonce }];
    for (let at = 0; at < messages.length; at += 5000) {
      const some = [...messages.slice(at, at + 5000), ...greetings];
      // oxlint-disable-next-line no-await-in-loop -- one after another, so that nothing is lost
      await Promise.all([
        send(page, some, 'frame'),
        send(page, messages.slice(at, at + 5000), 'port'),
        sibling && send(sibling, some, 'sibling'),
        send(popup, some, 'opener'),
      ]);
    }
    // What was sent before is heard before: an answer to this comes after all of it.
    await page.evaluate(() => window.port.postMessage({ t: 'theme', values: { scheme: 'light' } }));
    const frame = await frameOf(page);
    await expect
      .poll(() => frame.evaluate(() => document.documentElement.style.getPropertyValue('--scheme')))
      .toBe('light');
    const after = await standing(page);
    const news = await page.evaluate((from) => window.heard.slice(from).filter(({ t }) => t !== 'state'), heard);
    await stage.stop();
    return {
      before,
      after: after.with(3, before[3]),
      news,
      errors,
      confirmed: stage.confirmed,
      sent: 4 * messages.length,
    };
  }

  it(`${count} of them change nothing, and none takes the place of the page`, async () => {
    const { before, after, news, errors, confirmed, sent } = await fuzz({});
    expect(sent).toBeGreaterThan(count * 0.9);
    expect(after).toEqual(before);
    expect(before[0]).toBe('123');
    expect({ news, errors, confirmed }).toEqual({ news: [], errors: [], confirmed: [] });
    console.log(`figure: ${sent} messages, 0 changes`);
  }, 500_000);

  it('negative control: a build that does not look at a message’s form is seen', async () => {
    const open = scriptText.replace('if (!isMeant(data)) return;', '');
    expect(open).not.toBe(scriptText);
    const { before, after, errors } = await fuzz({ mutate: () => open });
    expect(errors.length > 0 || JSON.stringify(before) !== JSON.stringify(after)).toBe(true);
  }, 500_000);

  /** Before anybody has greeted it: who may. Answers with who was heard. */
  async function whoIsAnswered(options: StageOptions) {
    const stage = await openStage(options);
    const page = await (await stage.newContext()).newPage();
    await page.goto(stage.shop);
    await page.evaluate(
      async ({ url, word, stranger }) => {
        const add = async (src: string) => {
          const element = document.createElement('iframe');
          element.src = src;
          const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
          document.body.append(element);
          await loaded;
        };
        await add(`${url}#${word}`);
        await add(stranger);
      },
      { url: stage.frameUrl, word: nonce, stranger: stage.stranger },
    );
    const sibling = page.frames().find((one) => one.url().startsWith(stage.stranger));
    const hello = (from: { evaluate: Page['evaluate'] } | undefined, place: 'frame' | 'sibling', message: unknown) =>
      from?.evaluate(
        ({ data, where }) =>
          new Promise<boolean>((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => resolve(true));
            port1.start();
            (where === 'frame' ? frames[0] : parent.frames[0])?.postMessage(data, '*', [port2]);
            setTimeout(() => resolve(false), 400);
          }),
        { data: message, where: place },
      );
    const right = { v: 1, t: 'hello', n: nonce };
    const answered = {
      sibling: await hello(sibling, 'sibling', right),
      'wrong nonce': await hello(page, 'frame', { ...right, n: 'B'.repeat(22) }),
      'more than is meant': await hello(page, 'frame', { ...right, more: 1 }),
      page: await hello(page, 'frame', right),
      'page again': await hello(page, 'frame', right),
    };
    await stage.stop();
    return answered;
  }

  it('a greeting is answered once, to the page, with the nonce', async () => {
    expect(await whoIsAnswered({})).toEqual({
      sibling: false,
      'wrong nonce': false,
      'more than is meant': false,
      page: true,
      'page again': false,
    });
  }, 60_000);

  it.each([
    ['source !== parent || parent === self || !parents.includes(origin)', 'sibling'],
    ["data['n'] !== nonce ||", 'wrong nonce'],
    ['Object.keys(data).length !== 3 ||', 'more than is meant'],
    ["removeEventListener('message', greeted);", 'page again'],
  ] as const)(
    'negative control: without `%s` the wrong one is heard',
    async (guard, who) => {
      const mutate = (script: string) => script.replace(guard, guard.startsWith('source') ? 'false' : '');
      expect(mutate(scriptText)).not.toBe(scriptText);
      expect((await whoIsAnswered({ mutate }))[who]).toBe(true);
    },
    60_000,
  );
});

describe.each(['own-origin', 'one-host'] as const)('B5: who may hold it, %s', (placement) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ placement });
  });
  afterAll(async () => stage.stop());

  /** Whether the field stands in any document of a page that holds the frame so. */
  async function isHeld(host: string, tag: 'iframe' | 'object' | 'embed' | 'nested', on = stage) {
    const page = await (await on.newContext()).newPage();
    await page.goto(host);
    await page.evaluate(
      async ({ url, how, shop }) => {
        const element = document.createElement(how === 'nested' ? 'iframe' : how);
        element.setAttribute(how === 'object' ? 'data' : 'src', how === 'nested' ? shop : url);
        if (how === 'object') element.setAttribute('type', 'text/html');
        const done = new Promise((resolve) => {
          for (const type of ['load', 'error']) element.addEventListener(type, resolve);
          setTimeout(resolve, 3000);
        });
        document.body.append(element);
        await done;
      },
      { url: on.frameUrl, how: tag, shop: on.shop },
    );
    if (tag === 'nested') {
      const inner = page.frames().find((one) => one.url().startsWith(on.shop));
      await inner?.evaluate(async (url) => {
        const element = document.createElement('iframe');
        element.src = url;
        const done = new Promise((resolve) => element.addEventListener('load', resolve));
        document.body.append(element);
        await done;
      }, on.frameUrl);
    }
    const found = await Promise.all(
      page.frames().map((frame) =>
        frame
          .locator('#code')
          .count()
          .catch(() => 0),
      ),
    );
    await page.close();
    return found.some((count) => count > 0);
  }

  it.each(['iframe', 'object', 'embed', 'nested'] as const)(
    'no stranger, as %s',
    async (tag) => {
      expect(await isHeld(stage.stranger, tag)).toBe(false);
    },
    30_000,
  );

  it('the shop', async () => {
    expect(await isHeld(stage.shop, 'iframe')).toBe(true);
  }, 30_000);

  it('negative control: without the list of parents a stranger holds it', async () => {
    const open = await openStage({
      placement,
      headers: (headers) => ({
        ...headers,
        'content-security-policy': (headers['content-security-policy'] ?? '').replace(/frame-ancestors [^;]*;/, ''),
      }),
    });
    expect(await isHeld(open.stranger, 'iframe', open)).toBe(true);
    await open.stop();
  }, 30_000);
});

describe('B6: looks', () => {
  const count = amount(5000, 600, 150);
  const names = [
    'color',
    'background',
    'accent',
    'font-size',
    'font-weight',
    'font-family',
    'letter-spacing',
    'padding',
    'scheme',
  ];

  const values = (origin: string) =>
    fc.sample(
      fc.dictionary(
        fc.oneof(fc.constantFrom(...names, 'hidden', 'behavior', '-moz-binding', 'src', '__proto__'), fc.string()),
        fc.oneof(
          fc.constantFrom(
            `url(${origin}/x)`,
            `image-set("${origin}/x" 1x)`,
            `@import "${origin}/x"`,
            `red;background:url(${origin}/x)`,
            `var(--hidden)`,
            `\\75rl(${origin}/x)`,
            `#fff url(${origin}/x)`,
            `env(x, url(${origin}/x))`,
            'inset(0)',
            '#fff',
            '#12345678',
            'rgb(1, 2, 3)',
            '16px',
            '600',
            'system-ui',
            'dark',
          ),
          fc.string(),
        ),
        { maxKeys: 8 },
      ),
      { seed, numRuns: count },
    );

  async function dressed(mutate?: StageOptions['mutate']) {
    const stage = await openStage(mutate ? { mutate } : {});
    const page = await greet(stage);
    await page.evaluate(
      (list) => {
        for (const each of list) window.port.postMessage({ t: 'theme', values: each });
      },
      values(stage.stranger).map((each) => ({ ...each })),
    );
    await page.evaluate(() => window.port.postMessage({ t: 'theme', values: { padding: '7px' } }));
    const frame = await frameOf(page);
    await expect
      .poll(() => frame.evaluate(() => document.documentElement.style.getPropertyValue('--padding')))
      .toBe('7px');
    const style = await frame.evaluate(() =>
      [...document.documentElement.style].map(
        (name) => `${name}: ${document.documentElement.style.getPropertyValue(name)}`,
      ),
    );
    await stage.stop();
    return { style, strays: stage.strays.filter((path) => path !== '/favicon.ico') };
  }

  it(`${count} themes ask for nothing and set what is listed`, async () => {
    const { style, strays } = await dressed();
    expect(strays).toEqual([]);
    expect(style.filter((line) => !names.includes(line.split(':')[0]?.slice(2) ?? ''))).toEqual([]);
    expect(style.join('\n')).not.toMatch(/url|image|import|inset/);
    console.log(`figure: ${count} themes, ${style.length} properties set, 0 requests`);
  }, 120_000);

  it('negative control: a build that takes any value is seen', async () => {
    const { style } = await dressed((script) =>
      script.replace("if (typeof value === 'string' && pattern.test(value))", 'if (value)'),
    );
    expect(style.join('\n')).toMatch(/url|image|import|inset/);
  }, 120_000);
});

describe('B7: what the page hears while somebody types', () => {
  async function heardWhileTyping(page: Page, type: () => Promise<void>) {
    await page.evaluate(() => {
      const events: string[] = [];
      const types = [
        'keydown',
        'keypress',
        'keyup',
        'beforeinput',
        'input',
        'paste',
        'copy',
        'cut',
        'compositionstart',
        'compositionupdate',
        'compositionend',
        'selectionchange',
        'select',
      ];
      for (const type of types)
        for (const target of [window, document])
          target.addEventListener(type, (event) => events.push(event.type), true);
      Object.assign(window, { events });
    });
    await type();
    return page.evaluate(() => (window as unknown as { events: string[] }).events);
  }

  it('nothing', async () => {
    const stage = await openStage();
    const page = await greet(stage);
    const field = (await frameOf(page)).locator('#code');
    await field.click();
    const heard = await heardWhileTyping(page, async () => {
      await page.keyboard.type('987');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+C');
      await page.keyboard.press('Backspace');
      await page.keyboard.press('ControlOrMeta+V');
    });
    expect(heard).toEqual([]);
    await stage.stop();
  }, 30_000);

  it('negative control: of a field of its own it hears everything', async () => {
    const stage = await openStage();
    const page = await (await stage.newContext()).newPage();
    await page.goto(stage.shop);
    await page.evaluate(() => document.body.append(document.createElement('input')));
    await page.locator('input').click();
    expect(await heardWhileTyping(page, () => page.keyboard.type('987'))).toContain('keydown');
    await stage.stop();
  }, 30_000);
});

describe('B8: the back button', () => {
  const cycles = amount(30, 4, 2);

  it(`brings back an empty field, ${cycles} times`, async () => {
    const stage = await openStage();
    const page = await greet(stage);
    for (let cycle = 0; cycle < cycles; cycle++) {
      // oxlint-disable no-await-in-loop -- one visit after another
      const count = await page.locator('iframe').count();
      if (count) await (await frameOf(page)).locator('#code').pressSequentially('123');
      await page.goto(stage.stranger);
      await page.goBack();
      const values = await Promise.all(
        page
          .frames()
          .filter((one) => one.url().includes('/frame'))
          .map((one) => one.locator('#code').inputValue()),
      );
      expect(values.join('')).toBe('');
      if (!(await page.locator('iframe').count())) {
        // The page came back anew: the frame is put in again, at the same place in its history.
        await page.evaluate(async (url) => {
          const element = document.createElement('iframe');
          element.src = url;
          const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
          document.body.append(element);
          await loaded;
        }, `${stage.frameUrl}#${nonce}`);
      }
      // oxlint-enable no-await-in-loop
    }
    await stage.stop();
  }, 120_000);

  it('an instant later, also without the page going: what the browser would put away is put away empty', async () => {
    const stage = await openStage();
    const page = await greet(stage);
    const frame = await frameOf(page);
    await frame.locator('#code').pressSequentially('123');
    await frame.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    expect(await frame.locator('#code').inputValue()).toBe('');
    await stage.stop();
  }, 30_000);

  it('negative control: without clearing the code would be put away with the page', async () => {
    const stage = await openStage({ mutate: (script) => script.replace("addEventListener('pagehide', clear);", '') });
    const page = await greet(stage);
    const frame = await frameOf(page);
    await frame.locator('#code').pressSequentially('123');
    await frame.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    expect(await frame.locator('#code').inputValue()).toBe('123');
    await stage.stop();
  }, 30_000);
});
