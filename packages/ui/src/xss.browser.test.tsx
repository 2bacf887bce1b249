import { createMerchantClient, type SavedCard } from '@onfile/hooks';
import { createChain, pictureAsset, savedCard } from '@onfile/testing';
import { type ReactNode, useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { CardFace, en, OnfileProvider, PayButton, PaymentResult, RemoveCardDialog, SavedCardOption } from './index.ts';
import { ManagedCard } from './SavedCardCheckout/ManagedCard.tsx';
import { Happened } from './SavedCardCheckout/removal.tsx';

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

const words = await en.manage();
const serverTime = '2026-11-23T12:00:00Z';

function Everywhere({ card }: { card: SavedCard }) {
  return (
    <div>
      <SavedCardOption card={card} serverTime={serverTime} name={card.id} checked onSelect={() => {}} />
      <CardFace card={card} />
      <PaymentResult status="paid" intent={{ order: card.bank, amount: '1.00', currency: 'RUB', card }} />
    </div>
  );
}

/** What a shop, and not a card, says: why a card is not taken, what stands on the button and why it waits, and what a removal is called. */
function InWords({ text, card }: { text: string; card: SavedCard }) {
  const gone = { ...card, last4: text };
  return (
    <div>
      <SavedCardOption
        card={card}
        serverTime={serverTime}
        name={`blocked ${card.id}`}
        checked={false}
        onSelect={() => {}}
        blocked={text}
      />
      <PayButton short={text} long={text} blocked={text} />
      <section>
        <Happened removal={{ ...removal, ...nothing, pending: null, hidden: [gone], leaving: gone, removed: gone }} />
        <Happened lost={gone} removal={{ ...removal, ...nothing, pending: null }} />
      </section>
    </div>
  );
}

/** A row of the account page that keeps what is typed as the card's name, as a merchant does. */
function Named({ card }: { card: SavedCard }) {
  const [now, setNow] = useState(card);
  const change = (_: SavedCard, { nickname }: { nickname?: string | undefined }) =>
    setNow({ ...now, ...(nickname !== undefined && { nickname }) });
  return (
    <ManagedCard
      card={now}
      serverTime={serverTime}
      words={words}
      changes={{ change, busy: null, changed: now, error: null }}
      removing={false}
      removeError={undefined}
      onRemove={undefined}
    />
  );
}

/** What would run, or lead somewhere, if it were there. */
const running = 'script, iframe, object, video, details, a, math, [onerror], [onload], [ontoggle], [onfocus]';

/** Nothing has run, nothing was asked for, and nothing of it is markup. */
function expectText(container: Element) {
  expect(window.__fired).toBeUndefined();
  expect(requests()).toEqual([]);
  expect(container.querySelectorAll(running)).toHaveLength(0);
}

/** What runs late runs after two frames. */
const late = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

async function show(content: ReactNode) {
  performance.setResourceTimingBufferSize(100_000);
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={{ en }}>
      {content}
    </OnfileProvider>,
  );
  await late();
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
  expect(container.querySelectorAll('.onfile-face')).toHaveLength(count);
  expectText(container);
});

it(`B1: ${count} hostile texts in the words of a shop and of a removal run nothing and ask for nothing`, async () => {
  const texts = chosen();
  const container = await show(
    texts.map((text, index) => <InWords key={index} text={text} card={savedCard({ id: `fixture_${index}` })} />),
  );
  expectText(container);
  // They are there, as they were written: on each button, twice, and in each notice.
  const said = (selector: string) => Array.from(container.querySelectorAll(selector), ({ textContent }) => textContent);
  expect(said('.onfile-pay-long')).toEqual(texts);
  expect(said('.onfile-option-hint > span')).toEqual(texts);
  const shown = texts.map((text) => `Visa ••\u00A0${text}`);
  expect(said('.onfile-news > [role=status]')).toEqual(
    shown.flatMap((card) => [`${card} is removed.`, `${card} is no longer saved. Choose another card.`]),
  );
}, 120_000);

it(`B1: ${count} hostile texts typed as names of cards run nothing and ask for nothing, in the field and after it`, async () => {
  const texts = chosen().map((text) => text.slice(0, 64));
  const container = await show(
    <ul>
      {texts.map((text, index) => (
        <Named key={index} card={savedCard({ id: `fixture_${index}`, nickname: `${text.slice(0, 60)} old` })} />
      ))}
    </ul>,
  );
  const press = async (name: string) => {
    for (const button of container.querySelectorAll('button')) if (button.textContent === name) button.click();
    await late();
  };
  await press('Rename');
  const fields = [...container.querySelectorAll('input')];
  expect(fields).toHaveLength(count);
  expectText(container);
  for (const [index, field] of fields.entries()) field.value = texts[index] ?? '';
  await press('Save');
  expectText(container);
  expect(container.querySelectorAll('input')).toHaveLength(0);
  expect(Array.from(container.querySelectorAll('.onfile-option-name > bdi'), (name) => name.textContent)).toEqual(
    texts.map((text) => text.trim()),
  );
}, 120_000);

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
