import reboot from 'bootstrap/dist/css/bootstrap-reboot.css?raw';
import modernNormalize from 'modern-normalize/modern-normalize.css?raw';
import normalize from 'normalize.css/normalize.css?raw';
import preflight from 'tailwindcss/src/css/preflight.css?raw';
import { createMerchantClient } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import { expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, PaymentResult, SavedCardCheckout } from './index.ts';

/** What real shops put under everything. */
const resets: Record<string, string> = {
  'normalize.css': normalize,
  'modern-normalize': modernNormalize,
  // Tailwind fills `theme(path, fallback)` in when it builds.
  'Tailwind preflight': preflight.replace(/theme\('[^']+',\s*([^)]*)\)/g, '$1'),
  'Bootstrap reboot': reboot,
  'the star': '* { margin: 0; padding: 0; }',
};

const languages = { en };

async function show(customer: string) {
  const chain = createChain({ customer });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <OnfileProvider client={client} subject={customer} languages={languages} theme="light">
      <div data-testid="all" style={{ inlineSize: 480, font: '16px sans-serif', color: '#000' }}>
        <SavedCardCheckout order="2341" layout="wallet" />
        <SavedCardCheckout mode="manage" />
        <PaymentResult status="paid" action={<button type="button">See the order</button>} />
      </div>
    </OnfileProvider>,
  );
  await expect.element(page.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
  return screen.getByTestId('all').element();
}

interface Seen {
  name: string;
  box: number[];
  style: string;
}

/** What a person would see of every element: where it is, and how it looks. */
function look(all: Element): Seen[] {
  const home = all.getBoundingClientRect();
  return Array.from(all.querySelectorAll('*'), (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const css = getComputedStyle(element);
    const border = css.borderTopWidth === '0px' ? 'none' : `${css.borderTopWidth} ${css.borderTopColor}`;
    return {
      name: `${element.tagName.toLowerCase()}.${element.classList[0] ?? ''}`,
      box: [x - home.x, y - home.y, width, height],
      style: [css.color, css.backgroundColor, border, css.fontSize, css.fontWeight, css.cursor].join(' | '),
    };
  });
}

/** What is seen otherwise than before: another look, or a side that moved by a pixel or more. */
function differences(before: readonly Seen[], after: readonly Seen[]): string[] {
  return before.flatMap(({ name, box, style }, index) => {
    const now = after[index];
    const moved = box.some((side, at) => Math.abs(side - (now?.box[at] ?? 0)) >= 1);
    if (!moved && style === now?.style) return [];
    return [`${name}: ${moved ? `${box.join(' ')} → ${now?.box.join(' ')}` : `${style} → ${now?.style}`}`];
  });
}

function putOn(css: string, where: 'before' | 'after'): void {
  const style = document.createElement('style');
  style.textContent = css;
  if (where === 'before') document.head.prepend(style);
  else document.head.append(style);
  onTestFinished(() => style.remove());
}

for (const where of ['before', 'after'] as const)
  it.each(Object.entries(resets))(`looks the same with %s ${where} the kit's styles`, async (_, css) => {
    const all = await show('vera');
    const bare = look(all);
    putOn(css, where);
    expect(differences(bare, look(all))).toEqual([]);
  });

it('negative control: a rule that does undress the kit is seen', async () => {
  const all = await show('vera');
  const bare = look(all);
  putOn('button { background: none !important; }', 'after');
  expect(differences(bare, look(all))).not.toEqual([]);
});
