import { createHash } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { chanceOf, drawCodes, formsOf, runsIn, steady, toldApart, type Trial } from './secrecy-codes.ts';
import type { Heap } from './secrecy-heap.ts';
import type { Places } from './secrecy-places.ts';
import { SecrecyWatch } from './secrecy-watch.ts';
import { codeFrame, expect, type Gateway, openCheckout } from './shop.ts';

/** vera's cards that ask for a code. */
export const cards = {
  visa: { name: /Visa, ending in 1 8 8 1/, digits: 3 },
  amex: { name: /American Express, ending in 1 0 0 5/, digits: 4 },
} as const;
export type Card = (typeof cards)[keyof typeof cards];

/** A look at a page: every place but the heap, and the heap. */
export interface Look {
  places: Places;
  heap: Heap;
}

/** One code, and what was seen of the page while it was typed, when it was sent, and at the end. */
export interface Typed {
  code: string;
  looks: Look[];
  /** What the frame holds after a bank's no: the field is there, and to be empty. */
  frame: Places;
  /** The bodies that were sent from the first digit to the answer. */
  bodies: { method: string; url: string; body: string }[];
}

/** What one page load came to. */
export interface Sitting {
  order: string;
  typed: Typed[];
}

const look = async (watch: SecrecyWatch): Promise<Look> => ({ places: await watch.places(), heap: await watch.heap() });

/** Chooses a card that asks for its code; its field is there, in a target of its own. */
async function chooseCard(watch: SecrecyWatch, card: Card) {
  const { page } = watch;
  const radio = page.getByRole('radio', { name: card.name });
  const more = page.getByRole('button', { name: /^Show \d+ more/ });
  await expect(radio.or(more).first()).toBeVisible();
  if (!(await radio.isVisible())) await more.click();
  await radio.check();
  const field = page.frameLocator('iframe').getByRole('textbox');
  await expect(field).toBeVisible();
  const { target } = await watch.frame();
  await target.detach();
  return field;
}

/**
 * Types each code and pays with it: the bank says no to all but the last. The page is looked at while the code `lookAt` is in the field,
 * and at the end, when it holds what it kept of all of them. `keepsCode`: a frame that is broken, and leaves its field as it is.
 */
export async function sit(
  watch: SecrecyWatch,
  gateway: Gateway,
  {
    card,
    codes,
    lookAt,
    keepsCode = false,
  }: { card: Card; codes: readonly string[]; lookAt: number; keepsCode?: boolean },
): Promise<Sitting> {
  const { page } = watch;
  await openCheckout(page, 'vera');
  const order = new URL(page.url()).searchParams.get('order') ?? '';
  const field = await chooseCard(watch, card);
  const typed: Typed[] = [];
  /* oxlint-disable no-await-in-loop -- a shopper pays once at a time */
  for (const [at, code] of codes.entries()) {
    const isLast = at === codes.length - 1;
    const before = watch.sent.length;
    if (keepsCode) await field.clear();
    await field.pressSequentially(code);
    await expect(field).toHaveValue(code);
    const looks = at === lookAt ? [await look(watch)] : [];
    if (!isLast) await gateway.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 });
    const answered = page.waitForResponse((response) => response.url().endsWith('/confirm'));
    if (at % 2) await field.press('Enter');
    else await page.getByRole('button', { name: /^Pay ₽1,250.00 with/ }).click();
    await answered;
    if (isLast) await expect(page.getByRole('heading', { name: 'Paid' })).toBeVisible();
    else {
      await expect(page.getByRole('alert')).toContainText('Nothing was charged');
      await expect(field).toBeFocused();
      if (!keepsCode) await expect(field).toHaveValue('');
    }
    const frame = isLast ? {} : await watch.frameplaces();
    typed.push({ code, looks, frame, bodies: watch.sent.slice(before) });
  }
  /* oxlint-enable no-await-in-loop */
  const last = await look(watch);
  for (const one of typed) one.looks.push(last);
  expect(watch.heard, 'messages of the frame').toBeGreaterThan(0);
  return { order, typed };
}

/** The digits that a page holds by itself at any time of a payment: no code is drawn from these. */
export async function loudDigits(watch: SecrecyWatch, gateway: Gateway, card: Card): Promise<Set<string>> {
  const code = card.digits === 3 ? '998' : '9998';
  const { order, typed } = await sit(watch, gateway, { card, codes: [code, code], lookAt: 0 });
  const texts = typed.flatMap(({ looks, frame, bodies }) => [
    ...looks.flatMap(({ places, heap }) => [...Object.values(places).flat(), ...heap.strings]),
    ...Object.values(frame).flat(),
    ...bodies.map(({ body }) => body),
  ]);
  // The history of the page keeps the numbers of the orders before.
  const orders = Array.from({ length: 1000 }, (_, at) => String(Number(order) - 500 + at));
  return new Set([...texts.flatMap((text) => runsIn(steady(text, order))), ...orders]);
}

const excerpt = (text: string, code: string) => {
  const at = text.indexOf(code);
  return text.slice(Math.max(0, at - 60), at + code.length + 60);
};

const isConfirm = ({ method, url }: Typed['bodies'][number]) =>
  method === 'POST' && url.startsWith(`${codeFrame}/onfile/v1/intents/`) && url.endsWith('/confirm');

/** The bodies that hold a code: to be one, the frame's own confirm. */
function wrongBodies({ code, bodies }: Typed, holds: (text: string) => boolean): string[] {
  const carriers = bodies.filter(({ body }) => holds(body));
  const isRight =
    carriers.length === 1 && carriers.every(isConfirm) && JSON.parse(carriers[0]?.body ?? '{}').cvc === code;
  return isRight
    ? []
    : [`bodies: ${carriers.length} hold ${code}: ${carriers.map(({ method, url }) => `${method} ${url}`).join(', ')}`];
}

/** What is found of a long code: nothing, in any form, anywhere. */
export function findLong({ typed }: Sitting): string[] {
  return typed.flatMap((one) => {
    const forms = formsOf(one.code);
    const find = (place: string, texts: Iterable<string>) =>
      [...texts].flatMap((text) => {
        const form = forms.find((some) => text.includes(some));
        return form ? [`${place}: ${excerpt(text, form)}`] : [];
      });
    return [
      ...one.looks.flatMap(({ places, heap }) => [
        ...Object.entries(places).flatMap(([place, texts]) => find(place, texts)),
        ...find('heap', heap.strings),
        ...find('numbers in the heap', heap.numbers),
      ]),
      ...Object.entries(one.frame).flatMap(([place, texts]) => find(place, texts)),
      ...wrongBodies(one, (body) => forms.some((form) => body.includes(form))),
    ];
  });
}

/** In which ways a heap is read: a string that is the code, or has it in it. (Of small numbers it holds nearly all anyway.) */
export const heapReadings = ['equal strings', 'inside strings'] as const;
export type HeapReading = (typeof heapReadings)[number];

/** What is found of short codes, against decoys. */
export class Comparison {
  /** Found outside of the heap: to be nothing. */
  readonly found: string[] = [];
  /** The same of decoys: what chance does there. */
  readonly decoysFound: string[] = [];
  decoys = 0;
  payments = 0;
  readonly trials: Record<HeapReading, Trial[]> = { 'equal strings': [], 'inside strings': [] };

  /** Judges a sitting. `decoysOf` draws what was not typed. */
  add({ order, typed }: Sitting, decoysOf: (code: string) => string[]): void {
    const runs = new Map<Look, { places: Map<string, Set<string>>; heap: Record<HeapReading, Set<string>> }>();
    for (const one of typed.flatMap(({ looks }) => looks))
      if (!runs.has(one)) {
        const { places, heap } = one;
        runs.set(one, {
          places: new Map(
            Object.entries(places).map(([place, texts]) => [
              place,
              new Set(texts.flatMap((text) => runsIn(steady(text, order)))),
            ]),
          ),
          heap: {
            'equal strings': new Set(heap.strings.filter((text) => /^\d{3,4}$/.test(text))),
            'inside strings': new Set(heap.strings.flatMap((text) => runsIn(steady(text, order)))),
          },
        });
      }
    for (const one of typed) {
      const { code, looks, frame } = one;
      const decoys = decoysOf(code);
      this.payments++;
      this.decoys += decoys.length;
      const inFrame = Object.entries(frame).map(
        ([place, texts]) => [place, new Set(texts.flatMap((text) => runsIn(steady(text, order))))] as const,
      );
      const seen = looks.map((some) => runs.get(some));
      for (const [place, held] of [...seen.flatMap((some) => [...(some?.places ?? [])]), ...inFrame]) {
        if (held.has(code)) this.found.push(`${place}: ${code}`);
        this.decoysFound.push(...decoys.filter((decoy) => held.has(decoy)).map((decoy) => `${place}: ${decoy}`));
      }
      this.found.push(...wrongBodies(one, (body) => runsIn(steady(body, order)).includes(code)));
      for (const reading of heapReadings) {
        const holds = (some: string) => seen.some((part) => part?.heap[reading].has(some));
        this.trials[reading].push({ real: holds(code), decoys: decoys.length, held: decoys.filter(holds).length });
      }
    }
  }

  /** The readings of the heap that tell typed codes from decoys: to be none. */
  get told(): HeapReading[] {
    return heapReadings.filter((reading) => chanceOf(this.trials[reading]) < toldApart);
  }

  /** `equal strings 0 of 200, decoys 12 of 10000 (p 1.00)`, for each reading. */
  get figures(): string {
    return heapReadings
      .map((reading) => {
        const trials = this.trials[reading];
        const real = trials.filter((trial) => trial.real).length;
        const held = trials.reduce((sum, trial) => sum + trial.held, 0);
        return `${reading} ${real} of ${trials.length}, decoys ${held} of ${this.decoys} (p ${chanceOf(trials).toFixed(3)})`;
      })
      .join('; ');
  }
}

/** Decoys beside each typed code. */
export const decoyCount = 50;

/** The codes of one page load, and decoys for each, from what the page does not hold anyway. */
export function drawSitting(roll: (below: number) => number, card: Card, count: number, loud: ReadonlySet<string>) {
  const codes = drawCodes(roll, card.digits, count, loud);
  const taken = new Set([...loud, ...codes]);
  return { codes, decoysOf: () => drawCodes(roll, card.digits, decoyCount, taken) };
}

/** What may be changed of the frame's page on its way: its script, whose hash goes with it, and its markup. */
interface FrameChange {
  script?: (script: string) => string;
  markup?: (html: string) => string;
}

const hashOf = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

/** Serves the frame changed. */
export const changeFrame = (
  context: BrowserContext,
  { script = (same) => same, markup = (same) => same }: FrameChange,
) =>
  context.route(`${codeFrame}/onfile/v1/frame**`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const [, before = ''] = /<script>([^]*)<\/script>/.exec(html) ?? [];
    const after = script(before);
    const policy = response.headers()['content-security-policy'] ?? '';
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': policy.replace(hashOf(before), hashOf(after)) },
      body: markup(html.replace(before, () => after)),
    });
  });

/** The field takes codes of 15 digits, which nothing holds by chance. */
export const longField = (html: string) => html.replace(/maxlength="\d"/, 'maxlength="15"');

/** The bank gets three digits of a long code. */
export const shortenForBank = (context: BrowserContext) =>
  context.route(`${codeFrame}/onfile/v1/intents/*/confirm`, (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.continue();
    return route.continue({ postData: JSON.stringify({ ...request.postDataJSON(), cvc: '987' }) });
  });

/** Lets the field take long codes: the script, and its hash, are as they are. */
export async function takeLongCodes(context: BrowserContext): Promise<void> {
  await changeFrame(context, { markup: longField });
  await shortenForBank(context);
}

/**
 * A watched page of its own. No picture comes: what the shop knows of pictures it learns bit by bit, and the page would hold other numbers
 * at each load.
 */
export async function openWatched(page: Page, prepare: (context: BrowserContext) => Promise<void> = async () => {}) {
  const context = page.context();
  await context.route('**/onfile/v1/art/**', (route) => route.abort());
  await prepare(context);
  return SecrecyWatch.open(context);
}
