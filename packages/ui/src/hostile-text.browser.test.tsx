import { createMerchantClient } from '@onfile/hooks';
import { createChain, savedCard } from '@onfile/testing';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, SavedCardOption } from './index.ts';

const full = import.meta.env['VITE_ONFILE_PROVE'] !== undefined;
const count = full ? 1000 : 120;
const languages = { en };

/** A row of numbers that looks random and is the same each time. */
function sequence(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const pieces = [
  '\u202E',
  '\u202D',
  '\u2066',
  '\u2067',
  '\u200B',
  '\u200D',
  '\uFEFF',
  '\u00AD',
  'é\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308',
  'Z̶̢̛̤̠̬̗̑̃a̸̛̺̰̗̔l̵̨̛͇g̷̡̟o̴̧̲',
  '👩‍👩‍👧‍👦',
  '🏦',
  '🇰🇿',
  'بنك الشمال',
  'בנק',
  '銀行銀行銀行',
  'ธนาคาร',
  '<b>bold</b>',
  '"><img src=x onerror=alert(1)>',
  'x'.repeat(300),
  'Very long bank name of the North ',
  '\n\n\n',
  '\t',
  ' ',
  'Bank',
];

function names(): string[] {
  const next = sequence(20_261_124);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join(''),
  );
}

it(`hostile: ${count} bank names move nothing by more than a pixel`, async () => {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const row = (bank: string, key: string) => (
    <SavedCardOption
      key={key}
      data-testid={key}
      card={savedCard({ bank, id: `fixture_${key}` })}
      serverTime="2026-11-23T12:00:00Z"
      name={key}
      checked={false}
      onSelect={() => {}}
      onRemove={() => {}}
    />
  );
  const list = names();
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={languages}>
      <div style={{ inlineSize: 440, font: '16px sans-serif' }}>
        {row('Alfa-Bank', 'first')}
        {row('Alfa-Bank', 'control')}
        {row('', 'nameless')}
        {list.map((bank, index) => row(bank, `row-${index}`))}
      </div>
    </OnfileProvider>,
  );
  const boxes = (id: string) => {
    const element = screen.getByTestId(id).element();
    const { top, left, height } = element.getBoundingClientRect();
    const digits = element.querySelector('.onfile-option-line bdi')?.getBoundingClientRect();
    return [height, (digits?.top ?? 0) - top, (digits?.left ?? 0) - left, digits?.width ?? 0, digits?.height ?? 0];
  };
  // Not the first row, which alone has no line above it.
  const control = boxes('control');
  const nameless = boxes('nameless');
  const isBlank = (bank: string) => /^[\s\p{C}\p{M}\p{Z}]*$/u.test(bank);
  const moved = list.flatMap((bank, index) => {
    const difference = boxes(`row-${index}`).map((side, at) =>
      Math.abs(side - ((isBlank(bank) ? nameless : control)[at] ?? 0)),
    );
    return Math.max(...difference) > 1 ? [{ bank: JSON.stringify(bank).slice(0, 80), difference }] : [];
  });
  expect(moved).toEqual([]);
  expect(document.querySelectorAll('img[src="x"]')).toHaveLength(0);
});
