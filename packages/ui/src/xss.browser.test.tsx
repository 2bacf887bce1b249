import { createMerchantClient, type SavedCard } from '@onfile/hooks';
import { createChain, pictureAsset, savedCard } from '@onfile/testing';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { CardFace, en, OnfileProvider, PaymentResult, RemoveCardDialog, SavedCardOption } from './index.ts';

const count = import.meta.env['VITE_ONFILE_PROVE'] === undefined ? 150 : 1500;

/** What would run, and how it would get in. Each names a canary that tells when it did. */
const actions = [
  'window.__fired=(window.__fired||0)+1',
  "fetch('/canary-request')",
  "new Image().src='/canary-request'",
  'top.__fired=1',
];
const wraps: ((action: string) => string)[] = [
  (js) => `<script>${js}</script>`,
  (js) => `<img src=x onerror="${js}">`,
  (js) => `<svg onload="${js}">`,
  (js) => `<svg><animate onbegin="${js}" attributeName=x dur=1s>`,
  (js) => `<details open ontoggle="${js}">`,
  (js) => `<iframe srcdoc="<script>parent.__fired=1</script>"></iframe><!--${js}-->`,
  (js) => `<iframe src="javascript:${js}"></iframe>`,
  (js) => `<a href="javascript:${js}">x</a>`,
  (js) => `<input autofocus onfocus="${js}">`,
  (js) => `<video><source onerror="${js}"></video>`,
  (js) => `<style>@import '/canary-request';</style><!--${js}-->`,
  (js) => `<link rel=stylesheet href="/canary-request"><!--${js}-->`,
  (js) => `<math><mtext><mglyph><style><img src=x onerror="${js}">`,
  (js) => `<object data="javascript:${js}"></object>`,
  (js) => `<template><script>${js}</script></template>`,
  (js) => `{{constructor.constructor('${js.replaceAll("'", '"')}')()}}`,
  (js) => `\${${js}}`,
];
const breaks = [
  '',
  '"',
  "'",
  '">',
  "'>",
  '--></title></style></textarea></script>',
  ']]>',
  '\u0000',
  '</span>',
  '`',
  '\\',
  '}</style>',
];
const cases: ((text: string) => string)[] = [(text) => text, (text) => text.toUpperCase(), (text) => `\u202E${text}`];

function* payloads(): Generator<string> {
  for (const change of cases)
    for (const opening of breaks)
      for (const wrap of wraps) for (const action of actions) yield change(opening + wrap(action));
}

/** Spread over all kinds, whatever the count. */
function chosen(): string[] {
  const all = [...payloads()];
  const every = all.length / count;
  return Array.from({ length: count }, (_, index) => all[Math.floor(index * every)] ?? '');
}

declare global {
  interface Window {
    __fired?: number;
  }
}

beforeEach(() => {
  delete window.__fired;
  performance.clearResourceTimings();
});
afterEach(() => {
  delete window.__fired;
});

const requests = () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('canary-request'));

const removal = { removing: [], errors: {}, leaving: null, hidden: [], removed: null };
const nothing = { request() {}, confirm() {}, cancel() {}, undo() {} };

function Everywhere({ card }: { card: SavedCard }) {
  return (
    <div>
      <SavedCardOption card={card} serverTime="2026-11-23T12:00:00Z" name={card.id} checked onSelect={() => {}} />
      <CardFace card={card} />
      <PaymentResult status="paid" intent={{ order: card.bank, amount: '1.00', currency: 'RUB', card }} />
    </div>
  );
}

async function show(content: ReactNode) {
  performance.setResourceTimingBufferSize(100_000);
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={{ en }}>
      {content}
    </OnfileProvider>,
  );
  // What runs late runs after two frames.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return screen.container;
}

it(`B1: ${count} hostile texts in every field run nothing and ask for nothing`, async () => {
  const cards = chosen().map((text, index) =>
    savedCard({
      id: `fixture_${index}`,
      bank: text,
      nickname: text.slice(0, 64),
      usedBy: [text],
      brand: 'unknown',
      assets: [{ ...pictureAsset('CARD_BACKGROUND', 'data:image/png;base64,AA'), altText: text, paymentType: text }],
    }),
  );
  const [first = savedCard()] = cards;
  const container = await show(
    <>
      {cards.map((card) => (
        <Everywhere key={card.id} card={card} />
      ))}
      <RemoveCardDialog removal={{ ...removal, ...nothing, pending: first }} />
    </>,
  );
  expect(window.__fired).toBeUndefined();
  expect(requests()).toEqual([]);
  expect(
    container.querySelectorAll('script, iframe, object, video, details, a, math, [onerror], [onload]'),
  ).toHaveLength(0);
});

it.each([
  'javascript:window.__fired=1',
  'data:text/html,<script>parent.__fired=1</script>',
  'data:image/svg+xml,<svg onload="top.__fired=1" xmlns="http://www.w3.org/2000/svg"/>',
])('an address that would like to run does not: %s', async (url) => {
  const card = savedCard({ assets: [pictureAsset('CARD_BACKGROUND_COMBINED', url)] });
  await show(<Everywhere card={card} />);
  expect(window.__fired).toBeUndefined();
});

it('negative control: markup that is written unsafely does fire', async () => {
  await show(<div dangerouslySetInnerHTML={{ __html: '<img src="data:," onerror="window.__fired=1">' }} />);
  await expect.poll(() => window.__fired).toBe(1);
});
