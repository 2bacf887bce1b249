import { createMerchantClient, type SavedCard } from '@onfile/hooks';
import { createChain, savedCard } from '@onfile/testing';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, SavedCardOption } from './index.ts';
import { stage } from './stage.case.tsx';

/** Where each character of a text stands, from the left. */
function places(text: Node, characters: string): number[] {
  const whole = text.textContent ?? '';
  return Array.from(characters, (_, index) => {
    const range = document.createRange();
    const at = whole.indexOf(characters) + index;
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  });
}

/** The text node that has some characters, under an element. */
function textWith(root: Element, characters: string): Node {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (
      walker.currentNode.textContent?.includes(characters) &&
      !walker.currentNode.parentElement?.closest('[class*=hidden]')
    )
      return walker.currentNode;
  throw new Error(`No text with ${characters}.`);
}

const rises = (numbers: number[]) =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));

for (const mode of ['pay', 'manage'] as const)
  it(`keeps digits from left to right in a right-to-left page: ${mode}`, async () => {
    const { screen } = await stage({ dir: 'rtl', mode });
    await expect.element(screen.getByRole('button', { name: /^Remove Visa/ })).toBeVisible();
    for (const digits of ['0028', '1030', '11/28'])
      expect([digits, rises(places(textWith(screen.container, digits), digits))]).toEqual([digits, true]);
    // The digits come before the month, as on the card.
    const [last4, month] = ['0028', '11/28'].map((text) => places(textWith(screen.container, text), text)[0] ?? 0);
    expect(last4).toBeLessThan(month ?? 0);
  });

it('stands the other way round, and the pictures do not', async () => {
  const { screen } = await stage({ dir: 'rtl' });
  const remove = screen.getByRole('button', { name: /^Remove Visa/ });
  await expect.element(remove).toBeVisible();
  const left = (element: Element) => element.getBoundingClientRect().left;
  const radio = screen.getByRole('radio', { name: /0 0 2 8/ }).element();
  const art = radio.nextElementSibling;
  expect(left(remove.element())).toBeLessThan(art ? left(art) : 0);
  expect(art ? left(art) : 0).toBeLessThan(left(radio));
  const drawn = remove.element().querySelector('svg');
  for (let part: Element | null = drawn; part; part = part.parentElement) {
    const { transform, scale, rotate } = getComputedStyle(part);
    expect([transform, scale, rotate]).toEqual(['none', 'none', 'none']);
  }
});

/** Names that would carry what follows them to the other side, or turn it round. */
const names = {
  Hebrew: 'בנק הפועלים',
  Arabic: 'مصرف 1 الراجحي',
  'an override': '\u202EknaB',
  'an embedding that is left open': '\u202B\u202BBank',
  'an isolate that is left open': 'Bank \u2067',
};

async function row(card: SavedCard, dir: 'ltr' | 'rtl') {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <div dir={dir} style={{ inlineSize: 480, font: '16px sans-serif' }}>
      <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
        <SavedCardOption
          card={card}
          serverTime="2026-11-23T12:00:00Z"
          name="card"
          checked={false}
          onSelect={() => {}}
        />
      </OnfileProvider>
    </div>,
  );
  const parts = ['Mir', '4242', '01/29'].map((text) => places(textWith(screen.container, text), text));
  await screen.unmount();
  return parts;
}

for (const dir of ['ltr', 'rtl'] as const)
  it.each(Object.entries(names))(`a name in %s reorders nothing beside it, ${dir}`, async (_, bank) => {
    const plain = { brand: 'mir', last4: '4242', expiry: { year: 2029, month: 1 } } as const;
    const [mir, digits, month] = await row(savedCard({ ...plain, bank }), dir);
    const control = await row(savedCard({ ...plain, bank: 'Bank' }), dir);
    expect([mir, digits, month]).toEqual(control);
    expect([mir, digits, month].map((part) => rises(part ?? []))).toEqual([true, true, true]);
  });

it('negative control: without isolation a name does reorder what stands beside it', async () => {
  const screen = await render(<p>{'\u202EknaB'} 4242</p>);
  expect(rises(places(textWith(screen.container, '4242'), '4242'))).toBe(false);
});
