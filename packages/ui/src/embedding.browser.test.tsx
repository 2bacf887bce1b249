import { createMerchantClient, type MerchantClient, type SavedCard } from '@onfile/hooks';
import { type Chain, createChain, type ChainOptions } from '@onfile/testing';
import { memo, Profiler, type ReactNode, StrictMode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import {
  contrast,
  defineTheme,
  en,
  OnfileProvider,
  type OnfileProviderProps,
  SavedCardCheckout,
  SavedCardOption,
  type SavedCardOptionProps,
  type Slots,
} from './index.ts';

beforeEach(() => sessionStorage.clear());

const languages = { en };

const clientOf = (chain: Chain) => createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });

function Shop({
  client,
  children,
  ...rest
}: { client: MerchantClient; children: ReactNode } & Partial<OnfileProviderProps>) {
  return (
    <StrictMode>
      <OnfileProvider client={client} subject="anna" languages={languages} theme="light" {...rest}>
        {children}
      </OnfileProvider>
    </StrictMode>
  );
}

/** Every rule that the kit has written, outside and inside of layers. */
function rulesOfKit() {
  const all = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const isKits = (rule: CSSRule) => /onfile/.test(rule.cssText);
  return {
    layered: all.filter((rule) => rule instanceof CSSLayerBlockRule && rule.name === 'onfile' && isKits(rule)),
    loose: all.filter((rule) => !(rule instanceof CSSLayerBlockRule) && isKits(rule)),
  };
}

function addStyle(css: string) {
  const style = document.createElement('style');
  style.textContent = css;
  // First, as a shop's own: there the order of layers is decided.
  document.head.prepend(style);
  return () => style.remove();
}

describe('a cascade layer', () => {
  it('holds every rule that the kit writes, and gives way to the shop’s own, unlayered', async () => {
    const before = rulesOfKit().loose.length;
    const client = clientOf(createChain());
    const screen = await render(
      <Shop client={client} layer="onfile">
        <SavedCardCheckout order="2341" className="mine" />
      </Shop>,
    );
    const panel = screen.getByRole('region');
    await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
    await expect.element(panel).toHaveStyle({ backgroundColor: 'rgb(255, 255, 255)' });
    const { layered, loose } = rulesOfKit();
    expect(layered.length).toBeGreaterThan(25);
    expect(loose.length).toBe(before);
    const undo = addStyle('section { background-color: rgb(1, 2, 3) }');
    await expect.element(panel).toHaveStyle({ backgroundColor: 'rgb(1, 2, 3)' });
    undo();
  });

  it('stands above a reset that is layered too', async () => {
    const undo = addStyle('@layer reset, kit; @layer reset { * { padding: 0; background: none } }');
    const client = clientOf(createChain());
    const screen = await render(
      <Shop client={client} layer="kit">
        <SavedCardCheckout order="2341" />
      </Shop>,
    );
    await expect.element(screen.getByRole('region')).toHaveStyle({ paddingTop: '16px' });
    undo();
  });

  it('negative control: without a layer of its own the kit is not undressed by a section rule of a shop', async () => {
    const undo = addStyle('section { background-color: rgb(1, 2, 3) }');
    const screen = await render(
      <Shop client={clientOf(createChain())}>
        <SavedCardCheckout order="2341" />
      </Shop>,
    );
    await expect.element(screen.getByRole('region')).toHaveStyle({ backgroundColor: 'rgb(255, 255, 255)' });
    undo();
  });
});

describe('slots', () => {
  const slots: Partial<Slots> = {
    Art: ({ card }) => <i>{`art of ${card.last4}`}</i>,
    OptionActions: ({ card, onRemove }) => (
      <button type="button" onClick={() => onRemove?.(card)}>{`drop ${card.last4}`}</button>
    ),
    PayButton: ({ long, onClick, busy, blocked }) => (
      <button type="button" aria-disabled={busy || !!blocked} onClick={onClick}>{`own: ${long}`}</button>
    ),
    Footer: () => <small>own footer</small>,
    Result: ({ status }) => <h2>{`own result: ${status}`}</h2>,
    RemoveDialog: ({ removal }) => (
      <button type="button" onClick={removal.confirm}>
        own question
      </button>
    ),
  };

  it('replace parts, and the checkout works as before', async () => {
    const chain = createChain();
    const screen = await render(
      <Shop client={clientOf(chain)}>
        <SavedCardCheckout order="2341" slots={slots} undo={false} />
      </Shop>,
    );
    await expect.element(screen.getByText('art of 0028')).toBeVisible();
    await expect.element(screen.getByText('own footer')).toBeVisible();
    await screen.getByRole('button', { name: 'drop 1030' }).click();
    await screen.getByRole('button', { name: 'own question' }).click();
    await expect.element(screen.getByText('art of 1030')).not.toBeInTheDocument();
    await screen.getByRole('button', { name: 'own: Pay ₽1,250.00 with Visa •• 0028' }).click();
    await expect.element(screen.getByRole('heading', { name: 'own result: paid' })).toBeVisible();
    expect(chain.ledger).toHaveLength(1);
  });

  it.each([
    ['Empty', { customer: 'new' }, 'own empty: none'],
    ['Empty', { filter: () => false }, 'own empty: filtered'],
    ['ListError', { scenario: 'malformed' }, 'own error: unavailable'],
  ] as [string, ChainOptions & { filter?: () => boolean }, string][])(
    '%s stands in the place of the cards',
    async (_, { filter, ...options }, text) => {
      const own: Partial<Slots> = {
        Empty: ({ reason }) => <p>{`own empty: ${reason}`}</p>,
        ListError: ({ code }) => <p>{`own error: ${code}`}</p>,
      };
      const screen = await render(
        <Shop client={clientOf(createChain(options))}>
          <SavedCardCheckout order="2341" slots={own} filter={filter} />
        </Shop>,
      );
      await expect.element(screen.getByText(text)).toBeVisible();
    },
  );
});

describe('what a shop leaves out or does not take', () => {
  it('an empty list says that it is the shop’s choice', async () => {
    const screen = await render(
      <Shop client={clientOf(createChain())}>
        <SavedCardCheckout order="2341" filter={() => false} />
      </Shop>,
    );
    await expect.element(screen.getByText('None of your saved cards can be used for this order.')).toBeVisible();
  });

  it('a card that is not taken stays in sight, says why, and is not chosen', async () => {
    const screen = await render(
      <Shop client={clientOf(createChain())}>
        <SavedCardCheckout
          order="2341"
          disable={({ brand }) => brand === 'visa' && 'Gift cards cannot be bought with Visa.'}
        />
      </Shop>,
    );
    const off = screen.getByRole('radio', { name: /0 0 2 8/ });
    await expect.element(off).toBeDisabled();
    await expect.element(off).toHaveAccessibleDescription('Gift cards cannot be bought with Visa.');
    await expect.element(screen.getByText('Not for this order')).toBeVisible();
    await expect.element(screen.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
  });
});

/** A card that counts how often it is read. */
function counted(card: SavedCard) {
  const count = { reads: 0 };
  const watched = Object.defineProperty({ ...card }, 'bank', {
    enumerable: true,
    get: () => {
      count.reads++;
      return card.bank;
    },
  });
  return { card: watched, count };
}

describe('what renders again', () => {
  /** A checkout whose rows count their renders. */
  async function watchedCheckout(options: ChainOptions = {}) {
    const counts: Record<string, number> = {};
    const slots: Partial<Slots> = {
      // Inside the row, under its memo: renders when the row does.
      Art: ({ card }) => {
        counts[card.last4] = (counts[card.last4] ?? 0) + 1;
        return <i>{card.last4}</i>;
      },
    };
    const chain = createChain(options);
    const client = clientOf(chain);
    const screen = await render(
      <OnfileProvider client={client} subject="anna" languages={languages} theme="light">
        <SavedCardCheckout order="2341" slots={slots} />
      </OnfileProvider>,
    );
    await expect.element(screen.getByRole('radio', { checked: true })).toBeVisible();
    const during = async (work: () => Promise<void>) => {
      for (const key of Object.keys(counts)) delete counts[key];
      await work();
      return Object.keys(counts).sort();
    };
    return { screen, during };
  }

  it('choosing a card renders two rows and no other', async () => {
    const { screen, during } = await watchedCheckout({ customer: 'vera' });
    const rendered = await during(async () => {
      await screen.getByRole('radio', { name: /1 1 3 0/ }).click();
      await expect.element(screen.getByRole('button', { name: /with Mastercard •• 1130/ })).toBeVisible();
    });
    expect(rendered).toEqual(['1130', '4242']);
  });

  it('removing a card renders no row that stays', async () => {
    const { screen, during } = await watchedCheckout({ customer: 'vera' });
    const rendered = await during(async () => {
      await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 1 3 0' }).click();
      await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
      await expect.element(screen.getByRole('radio', { name: /1 1 3 0/ })).not.toBeInTheDocument();
    });
    // One that was out of sight may come into it.
    expect(rendered.filter((last4) => ['4242', '1881', '6759', '7781', '6200'].includes(last4))).toEqual([]);
  });

  /** A row under a profiler of its own, which renders when its props change and at no other time: what it counts is what the list asked for. */
  const rows: string[] = [];
  const Watched = memo(function Watched(props: SavedCardOptionProps) {
    return (
      <Profiler id={props.card.last4} onRender={(last4, phase) => rows.push(`${phase} ${last4}`)}>
        <SavedCardOption {...props} />
      </Profiler>
    );
  });

  /** Twelve cards under profilers, the list as well; and what the gateway and the list were asked. */
  async function profiled(undo: number | false) {
    const chain = createChain({ customer: 'vera' });
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { method, url } = new Request(input, init);
      const answer = await chain.fetch(input, init);
      asked.push(`${method} ${new URL(url).pathname.split('/')[3]} ${answer.status}`);
      return answer;
    };
    const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch });
    const list: string[] = [];
    const slots: Partial<Slots> = { Option: Watched };
    const screen = await render(
      <OnfileProvider client={client} subject="vera" languages={languages} theme="light">
        <Profiler id="list" onRender={(_, phase) => list.push(phase)}>
          <SavedCardCheckout order="2341" slots={slots} undo={undo} />
        </Profiler>
      </OnfileProvider>,
    );
    await expect.element(screen.getByRole('radio', { checked: true })).toBeVisible();
    await expect.element(screen.getByRole('button', { name: /^Pay .*4242$/ })).toBeVisible();
    // Pictures that arrive are updates of their own: until nothing has come between two looks.
    await expect.poll(() => list.splice(0).length, { interval: 200 }).toBe(0);
    rows.length = 0;
    asked.length = 0;
    return { screen, list, asked };
  }

  it('choosing a card renders two rows once each and no other, by a profiler around every row', async () => {
    const { screen, list } = await profiled(false);
    await screen.getByRole('radio', { name: /1 1 3 0/ }).click();
    await expect.element(screen.getByRole('button', { name: /with Mastercard •• 1130/ })).toBeVisible();
    await expect.poll(() => list.splice(0).length, { interval: 200 }).toBe(0);
    expect(rows.toSorted()).toEqual(['update 1130', 'update 4242']);
  });

  it.each([
    ['asked about', false],
    ['taken out at once', 1],
  ] as const)(
    'a card that is %s is removed at the gateway and the list read again, and of the rows that stay none is rendered',
    async (_, undo) => {
      const { screen, list, asked } = await profiled(undo);
      const stay = [...screen.container.querySelectorAll('.onfile-option')].filter(
        (row) => !row.matches(':has([aria-label*="1 1 3 0"])'),
      );
      expect(stay.length).toBeGreaterThan(4);
      const written = () => stay.map((row) => row.outerHTML);
      const before = written();
      await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 1 3 0' }).click();
      if (undo === false) await screen.getByRole('button', { name: 'Remove', exact: true }).click();
      await expect
        .poll(() => asked.filter((line) => / cards /.test(line)))
        .toEqual(['DELETE cards 204', 'GET cards 200']);
      await expect.element(screen.getByRole('radio', { name: /1 1 3 0/ })).not.toBeInTheDocument();
      await expect.poll(() => list.splice(0).length, { interval: 200 }).toBe(0);
      expect(written()).toEqual(before);
      expect(stay.every((row) => row.isConnected)).toBe(true);
      const updates = rows.filter((line) => line.startsWith('update '));
      const digits = stay.map((row) => /\d{4}(?= ·)/.exec(row.textContent)?.[0] ?? '');
      expect(updates.filter((line) => digits.some((last4) => last4 && line.endsWith(last4)))).toEqual([]);
    },
  );

  it('a change of the theme renders nothing under the provider', async () => {
    // A card without art: a picture that arrives would be an update of its own.
    const client = clientOf(createChain({ customer: 'boris' }));
    const commits: string[] = [];
    const inside = (
      <Profiler id="inside" onRender={(_, phase) => commits.push(phase)}>
        <SavedCardCheckout order="2341" />
      </Profiler>
    );
    const shop = (theme: OnfileProviderProps['theme']) => (
      <OnfileProvider client={client} subject="anna" languages={languages} theme={theme}>
        {inside}
      </OnfileProvider>
    );
    const screen = await render(shop('light'));
    await expect.element(screen.getByRole('radio', { name: /4 1 2 8/ })).toBeChecked();
    await expect.element(screen.getByRole('button', { name: /with Mastercard/ })).toBeVisible();
    // What is loaded behind the first paint comes first: until nothing has come between two looks.
    await expect.poll(() => commits.splice(0).length, { interval: 150 }).toBe(0);
    const own = defineTheme({ name: 'own', color: { surface: '#fefefe' } });
    for (const theme of ['dark', contrast, own] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one theme after another
      await screen.rerender(shop(theme));
    }
    await expect.element(screen.getByRole('region')).toHaveStyle({ backgroundColor: 'rgb(254, 254, 254)' });
    expect(commits).toEqual([]);
    // Negative control: something that is to be rendered is seen.
    await screen.getByRole('radio', { name: 'Another card' }).click();
    expect(commits).not.toEqual([]);
  });

  it('negative control: a row whose card changed does render', async () => {
    const { card, count } = counted({
      id: 'fixture_visa_0028',
      brand: 'visa',
      bank: 'Bank',
      last4: '0028',
      expiry: { year: 2028, month: 1 },
      active: true,
      needCVC: false,
      assets: [],
    });
    const row = (one: SavedCard) => (
      <Shop client={clientOf(createChain())}>
        <SavedCardOption card={one} serverTime="2026-11-23T12:00:00Z" name="card" checked={false} onSelect={() => {}} />
      </Shop>
    );
    const screen = await render(row(card));
    count.reads = 0;
    await screen.rerender(row({ ...card, nickname: 'Groceries' }));
    expect(count.reads).toBeGreaterThan(0);
  });
});

describe('a long list', () => {
  /** How each row is drawn: `auto` waits until it is near the window. */
  const drawn = () =>
    Array.from(
      document.querySelectorAll('fieldset > .onfile-option'),
      (row) => getComputedStyle(row).contentVisibility,
    );

  it('draws every row of its first part, and once it is shown whole waits with those that are far down', async () => {
    const screen = await render(
      <Shop client={clientOf(createChain({ customer: 'vera' }))} subject="vera">
        <SavedCardCheckout order="2341" />
      </Shop>,
    );
    await expect.element(screen.getByRole('button', { name: /^Show \d+ more$/ })).toBeVisible();
    expect(new Set(drawn())).toEqual(new Set(['visible']));
    await screen.getByRole('button', { name: /^Show \d+ more$/ }).click();
    await expect.poll(() => drawn().length).toBe(13);
    expect(new Set(drawn())).toEqual(new Set(['auto']));
  });

  it('is found whole by name, also what is far down', async () => {
    const screen = await render(
      <Shop client={clientOf(createChain({ customer: 'vera' }))} subject="vera">
        <SavedCardCheckout order="2341" />
      </Shop>,
    );
    await screen.getByRole('button', { name: /^Show \d+ more$/ }).click();
    await screen.getByRole('radio', { name: /ending in 9 7 9 2/ }).click();
    await expect.element(screen.getByRole('button', { name: /^Pay .* with Troy/ })).toBeVisible();
  });
});
