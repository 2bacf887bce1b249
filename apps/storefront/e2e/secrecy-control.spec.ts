// Negative controls of B3: frames and pages that are broken on purpose, each found, and found where it leaks.
import { browserLaunch } from '../../../scripts/browser.mjs';
import { dice, drawLongCode } from './secrecy-codes.ts';
import { wholeStrings } from './secrecy-heap.ts';
import {
  cards,
  changeFrame,
  Comparison,
  drawSitting,
  findLong,
  longField,
  loudDigits,
  openWatched,
  shortenForBank,
  sit,
} from './secrecy-play.ts';
import { expect, test } from './shop.ts';

const launch = browserLaunch();
test.use({
  launchOptions: { ...launch, args: [...launch.args, wholeStrings] },
  contextOptions: { reducedMotion: 'reduce' },
});

// Patient: a busy machine is no finding.
test.describe.configure({ timeout: 120_000 });

/** A frame that does something more with a whole code, before it pays with it. */
const withMore = (more: string) => (script: string) =>
  script.replace('    isPaying = true;', `    ${more}\n    isPaying = true;`);

/** The places in which something was found. */
const placesOf = (found: string[]) => [...new Set(found.map((text) => text.slice(0, text.indexOf(': '))))].toSorted();

const brokenFrames: [string, (script: string) => string, string[]][] = [
  ['posts the code to its page', withMore('parent.postMessage(field.value, parents[0]);'), ['messages']],
  [
    'tells digits in `state`',
    (script) =>
      script.replace(
        'if (text !== told) tell(state);',
        'if (text !== told) { tell(state); tell({ ...state, digits: field.value }); }',
      ),
    ['messages'],
  ],
  [
    'tells the code as the result',
    (script) =>
      script.replace(
        "tell({ t: 'result', status });",
        "tell({ t: 'result', status, sent: body }); tell({ t: 'result', status });",
      ),
    ['messages'],
  ],
  ['puts the code into its address', withMore('location.hash = field.value;'), ['addresses', 'addresses of the frame']],
  [
    'asks for something with the code in its address',
    withMore('void fetch(`frame?code=${field.value}`);'),
    ['addresses'],
  ],
  ['sends the code twice', withMore("void fetch('frame', { method: 'POST', body: field.value });"), ['bodies']],
  [
    'sends the code in a header',
    withMore("void fetch('frame', { headers: { 'accept-language': field.value } });"),
    ['headers of requests'],
  ],
  ['keeps the code', withMore('name = field.value;'), ['history of the frame']],
  ['logs the code', withMore('console.debug(field.value);'), ['console']],
  [
    'does not clear its field',
    (script) => script.replace("    clear();\n    let status = 'unknown';", "    let status = 'unknown';"),
    ['DOM of the frame'],
  ],
];

for (const [name, script, places] of brokenFrames)
  test(`negative control: a frame that ${name} is found`, async ({ page, gateway }) => {
    const watch = await openWatched(page, async (context) => {
      await changeFrame(context, { script, markup: longField });
      await shortenForBank(context);
    });
    const codes = [drawLongCode(dice(7)), drawLongCode(dice(8))];
    const keepsCode = name === 'does not clear its field';
    const played = await sit(watch, gateway, { card: cards.visa, codes, lookAt: 0, keepsCode });
    // The frame's browser may have noted already that something was asked for.
    const found = placesOf(findLong(played)).filter((place) => place !== 'performance entries of the frame');
    expect(found).toEqual(places);
  });

/** A page that hears of a code from a broken frame, and puts it wherever a page can. */
const putEverywhere = () => {
  if (window !== window.top) return;
  const held: string[] = [];
  Object.assign(window, { readHeld: () => held.length });
  addEventListener('message', ({ data }) => {
    if (typeof data !== 'string' || !/^\d{15}$/.test(data)) return;
    held.push(`held ${data}`);
    Object.assign(window, { heldNumber: Number(data) });
    const host = document.createElement('div');
    host.attachShadow({ mode: 'closed' }).append(document.createTextNode(data));
    document.body.append(host);
    localStorage.setItem('code', data);
    sessionStorage.setItem('code', data);
    document.cookie = `code=${data}; path=/`;
    history.pushState({ code: data }, '', `#${data}`);
    console.debug(data);
    performance.mark('code', { detail: data });
    void caches.open('code').then((cache) => cache.put('/code', new Response(data)));
    const opening = indexedDB.open('code');
    opening.addEventListener('upgradeneeded', () => {
      opening.result.createObjectStore('codes').put({ bytes: new TextEncoder().encode(data) }, 'one');
    });
    const key = Object.keys(document.getElementById('root') ?? {}).find((one) => one.startsWith('__reactContainer$'));
    interface Fiber {
      memoizedProps?: { client?: { setQueryData?: (key: string[], data: string) => void } };
      child?: Fiber | null;
    }
    let fiber = key ? (document.getElementById('root') as unknown as Record<string, Fiber | null>)[key] : undefined;
    while (fiber && !fiber.memoizedProps?.client?.setQueryData) fiber = fiber.child;
    fiber?.memoizedProps?.client?.setQueryData?.(['code'], data);
  });
};

test('negative control: a page that hears of a code and keeps it is found in every place where it does', async ({
  page,
  gateway,
}) => {
  const watch = await openWatched(page, async (context) => {
    await context.addInitScript(putEverywhere);
    await changeFrame(context, { script: withMore('parent.postMessage(field.value, parents[0]);'), markup: longField });
    await shortenForBank(context);
  });
  const played = await sit(watch, gateway, { card: cards.visa, codes: [drawLongCode(dice(9))], lookAt: 0 });
  expect(placesOf(findLong(played))).toEqual(
    [
      'DOM',
      'localStorage',
      'sessionStorage',
      'cookies',
      'headers of requests',
      'history',
      'addresses',
      'console',
      'performance entries',
      'Cache Storage',
      'IndexedDB',
      'query and mutation caches',
      'messages',
      'heap',
      'numbers in the heap',
    ].toSorted(),
  );
});

test('negative control: short codes that only the heap holds are told from decoys', async ({ page, gateway }) => {
  const watch = await openWatched(page, async (context) => {
    // In pieces on the way: nothing else sees three digits together.
    await changeFrame(context, { script: withMore("parent.postMessage([...field.value].join('-'), parents[0]);") });
    await context.addInitScript(() => {
      const held: string[] = [];
      Object.assign(window, { readHeld: () => held.length });
      addEventListener('message', ({ data }) => {
        if (typeof data === 'string' && /^\d-\d-\d$/.test(data)) held.push(data.replaceAll('-', ''));
      });
    });
  });
  const loud = await loudDigits(watch, gateway, cards.visa);
  const roll = dice(10);
  const comparison = new Comparison();
  const { codes, decoysOf } = drawSitting(roll, cards.visa, 3, loud);
  watch.forget();
  comparison.add(await sit(watch, gateway, { card: cards.visa, codes, lookAt: 0 }), decoysOf);
  expect(comparison.found).toEqual([]);
  expect(comparison.told, comparison.figures).toContain('inside strings');
});
