// What other kits for saved cards get wrong, one test each: the title says how it is here, the comment what it is about.
import { brands, createMerchantClient, type Intent, type SavedCard } from '@onfile/hooks';
import { type ChainOptions, createChain, savedCard } from '@onfile/testing';
import { type ReactNode, StrictMode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import {
  be,
  CardArt,
  en,
  kk,
  type Messages,
  OnfileProvider,
  ru,
  SavedCardCheckout,
  type SavedCardCheckoutProps,
  SavedCardOption,
} from './index.ts';

beforeEach(() => sessionStorage.clear());

type Json = Record<string, unknown>;

interface Wishes extends ChainOptions {
  /** Changes an answer on its way to the page, where its path ends so. */
  change?: [path: RegExp, change: (body: Json) => Json] | undefined;
  words?: Messages;
  props?: Partial<SavedCardCheckoutProps>;
}

/** What the page sends, as the shop's server would see it. */
interface Sent {
  path: string;
  method: string;
  key: string | null;
}

function shop({ change, words = en, ...options }: Wishes) {
  const chain = createChain(options);
  const sent: Sent[] = [];
  const client = createMerchantClient({
    baseUrl: chain.baseUrl,
    fetch: async (input, init) => {
      const { pathname: path } = new URL(input instanceof Request ? input.url : input);
      const { method = 'GET', headers } = init ?? {};
      sent.push({ path, method, key: new Headers(headers).get('idempotency-key') });
      const answer = await chain.fetch(input, init);
      if (!change?.[0].test(path) || !answer.ok) return answer;
      return Response.json(change[1](await answer.json()));
    },
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <OnfileProvider
        client={client}
        subject={options.customer ?? 'anna'}
        languages={{ own: words }}
        theme="light"
        locale={words === ru ? 'ru' : words === be ? 'be' : words === kk ? 'kk' : 'en'}
      >
        {children}
      </OnfileProvider>
    </StrictMode>
  );
  return { chain, client, sent, wrapper };
}

async function checkout({ props, ...wishes }: Wishes = {}) {
  const tools = shop(wishes);
  const screen = await render(<SavedCardCheckout order="2341" {...props} />, { wrapper: tools.wrapper });
  return { ...tools, screen };
}

const list = /\/cards$/;
const listOf = (cards: (card: SavedCard) => SavedCard[]): Wishes['change'] => [
  list,
  ({ cards: all, ...rest }) => ({ ...rest, cards: Array.isArray(all) ? all.flatMap(cards) : [] }),
];
const pay = { name: /^Pay ₽1,250\.00 with/ };
const radio = (digits: string) => ({ name: new RegExp(digits.split('').join(' ')) });

describe('the list', () => {
  // A distinct error state.
  it('that cannot be had is not shown as an empty one', async () => {
    const { screen } = await checkout({ scenario: 'gateway-down' });
    await expect.element(screen.getByText(/^Your saved cards cannot be shown/)).toBeVisible();
    await expect.element(screen.getByText(/You have no saved cards/)).not.toBeInTheDocument();
  });

  // Max items and "show more".
  it('has no end at three or at ten: sixty cards can all be chosen', async () => {
    const many = listOf((card) => Array.from({ length: 30 }, (_, at) => ({ ...card, id: `${card.id}_${at}` })));
    const { screen } = await checkout({ change: many });
    await screen.getByRole('button', { name: 'Show 54 more' }).click();
    expect(screen.getByRole('radio', { disabled: false }).elements()).toHaveLength(61);
  });

  // Expiry shown; nickname shown whole.
  it('says bank or name, brand, digits and expiry of every card, chosen or not', async () => {
    const nickname = 'Groceries and the holidays of the whole family';
    const { screen } = await checkout({
      change: listOf((card) => [{ ...card, expiry: { year: 2031, month: 7 }, nickname }]),
    });
    const cards = screen.getByRole('radio', { name: new RegExp(nickname) });
    await expect.element(cards.first()).toBeVisible();
    expect(cards.elements()).toHaveLength(2);
    for (const card of cards.elements()) {
      const row = card.closest('label');
      expect(row?.textContent).toContain(nickname);
      expect(row?.textContent).toMatch(/(Visa|Mastercard).*••••\s\d{4}\s·\s07\/31/);
    }
  });

  // Turning off "save" also hid the saved list.
  it('stays where cards can neither be kept nor removed', async () => {
    const { screen } = await checkout({
      change: [
        list,
        ({ capabilities, ...rest }) => ({
          ...rest,
          capabilities: { ...Object(capabilities), save: false, remove: false },
        }),
      ],
    });
    await expect.element(screen.getByRole('radio', radio('1030'))).toBeVisible();
    await expect.element(screen.getByRole('button', { name: /^Remove/ })).not.toBeInTheDocument();
    await screen.getByRole('radio', { name: 'Another card' }).click();
    await expect.element(screen.getByRole('checkbox')).not.toBeInTheDocument();
  });
});

describe('the choice', () => {
  // What happens to the selection when the list changes.
  it('stays when another card leaves the list', async () => {
    const { screen } = await checkout({ props: { undo: 10 } });
    await screen.getByRole('radio', radio('1030')).click();
    await screen.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
    await expect.element(screen.getByRole('radio', radio('0028'))).not.toBeInTheDocument();
    await expect.element(screen.getByRole('radio', radio('1030'))).toBeChecked();
  });

  // Default gone.
  it('is nobody else’s when the default card, which it was, is removed', async () => {
    const { chain, client, wrapper } = shop({});
    const { cards } = await client.listCards();
    await client.changeCard(cards[1]?.id ?? '', { isDefault: true });
    const screen = await render(<SavedCardCheckout order="2341" undo={10} />, { wrapper });
    await expect.element(screen.getByRole('radio', radio('1030'))).toBeChecked();
    await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
    await expect.element(screen.getByRole('radio', radio('0028'))).not.toBeChecked();
    await screen.getByRole('button', { name: /^Pay/ }).click({ force: true });
    await expect.element(screen.getByText('Mastercard •• 1030 is removed.')).toBeVisible();
    expect(chain.ledger).toEqual([]);
  });

  // Each is one press away; nothing interactive inside of a control.
  it('is among native radios, and no control stands inside of another', async () => {
    const { screen } = await checkout({ customer: 'vera' });
    await expect.element(screen.getByRole('radio', radio('4242'))).toBeChecked();
    for (const one of screen.getByRole('radio').elements()) expect(one).toBeInstanceOf(HTMLInputElement);
    const nested = 'a a, a button, button a, button button, button input, button [tabindex], label button, label a';
    expect(document.querySelectorAll(nested)).toHaveLength(0);
    // A label holds its own radio and no other field.
    for (const label of document.querySelectorAll('label')) expect(label.querySelectorAll('input')).toHaveLength(1);
    // Negative control: one that does is found.
    const wrong = document.body.appendChild(document.createElement('button'));
    wrong.append(document.createElement('input'));
    expect(document.querySelectorAll(nested)).toHaveLength(1);
    wrong.remove();
  });

  // Not asked for when it is not needed.
  it('of a card without a code asks for none: there is no field to type into', async () => {
    const { screen } = await checkout();
    await expect.element(screen.getByRole('radio', radio('0028'))).toBeChecked();
    expect(document.querySelectorAll('input:not([type=radio])')).toHaveLength(0);
  });
});

describe('a removal', () => {
  // Removal in the checkout: on every row; a real, named button.
  it('has a button in every row, which says which card it removes', async () => {
    const { screen } = await checkout({ customer: 'vera' });
    await screen.getByRole('button', { name: 'Show 6 more' }).click();
    const names = screen.getByRole('button', { name: /^Remove .+ ending in( \d){4}$/ }).elements();
    expect(names).toHaveLength(12);
    expect(new Set(names.map((button) => button.getAttribute('aria-label'))).size).toBe(12);
  });

  // Clickable icons.
  it('and everything else that can be pressed has a name', async () => {
    const { screen } = await checkout({ customer: 'vera' });
    await expect.element(screen.getByRole('radio', radio('4242'))).toBeChecked();
    const all = screen.getByRole('button').elements();
    expect(all.length).toBeGreaterThan(6);
    for (const button of all) expect(`${button.getAttribute('aria-label') ?? ''}${button.textContent}`).toMatch(/\w/);
    const pointed = [...document.querySelectorAll('svg, i, span')].filter(
      (mark) => getComputedStyle(mark).cursor === 'pointer' && !mark.closest('button, label'),
    );
    expect(pointed).toEqual([]);
  });

  // StrictMode: effects that run twice.
  it('that is asked about stays a question until it is answered, also where React runs every effect twice', async () => {
    const { screen } = await checkout({ props: { undo: false } });
    await screen.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
    // What a browser says of a dialog that was closed comes a moment later.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await expect.element(screen.getByRole('dialog', { name: 'Remove Visa •• 0028?' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  });

  // Failure shown to the shopper.
  it('that fails after it could be taken back brings the card back, says so in its row, and can be tried again', async () => {
    const { screen, chain } = await checkout({ scenario: 'remove-fails', props: { undo: 10 } });
    await screen.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
    const failed = screen.getByRole('alert');
    await expect.element(failed.getByText(/The card was not removed/)).toBeVisible();
    await expect.element(screen.getByRole('radio', radio('0028'))).toBeVisible();
    chain.play(undefined);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect.element(screen.getByRole('radio', radio('0028'))).not.toBeInTheDocument();
    await expect.element(screen.getByText('Visa •• 0028 is removed.')).toBeVisible();
  });

  // Event with the id.
  it('tells the shop which card went, once', async () => {
    const gone: SavedCard[] = [];
    const { screen, client } = await checkout({ props: { undo: 10, onRemoved: (card) => void gone.push(card) } });
    const { cards } = await client.listCards();
    await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
    await expect.poll(() => gone.map(({ id }) => id)).toEqual([cards[1]?.id]);
    expect((await client.listCards()).cards).toHaveLength(1);
  });
});

describe('a payment', () => {
  // After a decline: the button that keeps spinning, and no way back.
  it('that is refused leaves a button that can be pressed, the choice, and every other card one press away', async () => {
    const { screen, chain } = await checkout({ scenario: 'declined' });
    await screen.getByRole('button', pay).click();
    await expect.element(screen.getByText('Your bank said no')).toBeVisible();
    const button = screen.getByRole('button', pay);
    await expect.element(button).not.toHaveAttribute('aria-busy', 'true');
    await expect.element(button).not.toHaveAttribute('aria-disabled', 'true');
    await expect.element(screen.getByRole('radio', radio('0028'))).toBeChecked();
    chain.play(undefined);
    await screen.getByRole('radio', radio('1030')).click();
    await screen.getByRole('button', pay).click();
    await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(chain.ledger).toMatchObject([{ last4: '1030' }]);
  });

  // An answer that nobody knows.
  it.each(['success', 'APPROVED', 'captured', ''])(
    'with the status "%s" is not paid: it is checked',
    async (status) => {
      const { screen, chain } = await checkout({
        change: [/\/intents\b/, (intent) => (intent['status'] === 'paid' ? { ...intent, status } : intent)],
      });
      await screen.getByRole('button', pay).click();
      await expect.element(screen.getByText('Please do not pay again.')).toBeVisible();
      await expect.element(screen.getByRole('heading', { name: 'Paid' })).not.toBeInTheDocument();
      // The money did move: what is not known is not "nothing happened" either.
      expect(chain.ledger).toHaveLength(1);
    },
  );

  // The key's life.
  it('nobody knows the end of keeps its key when the page is made anew, and offers nothing to press', async () => {
    const { screen, sent, chain, wrapper } = await checkout({ scenario: 'unconfirmed' });
    await screen.getByRole('button', pay).click();
    await expect.element(screen.getByText('Please do not pay again.')).toBeVisible();
    await screen.unmount();
    const [entry = ''] = Object.values(sessionStorage);
    const [confirmed] = sent.filter(({ path }) => path.endsWith('/confirm'));
    expect(confirmed?.key).toBeTruthy();
    expect(entry).toContain(confirmed?.key);
    const again = await render(<SavedCardCheckout order="2341" />, { wrapper });
    await expect.element(again.getByText('Please do not pay again.')).toBeVisible();
    await expect.element(again.getByRole('button', { name: /^Pay/ })).not.toBeInTheDocument();
    chain.play(undefined);
    await expect.element(again.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(chain.ledger).toHaveLength(1);
  });

  // StrictMode: every test here runs in it.
  it('is sent once and told once, also where React runs everything twice', async () => {
    const results: Intent[] = [];
    const { screen, sent } = await checkout({ props: { onResult: (intent) => void results.push(intent) } });
    await screen.getByRole('button', pay).click();
    await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(sent.filter(({ path }) => path.endsWith('/confirm'))).toHaveLength(1);
    expect(results).toHaveLength(1);
  });
});

/** Every word on the page: what is seen, and what a screen reader is given instead. */
function words(): string[] {
  const names = ['aria-label', 'title', 'alt', 'placeholder'];
  // What lies hidden from everybody says nothing.
  const isSaid = (element: Element | null) => !!element?.checkVisibility({ visibilityProperty: true });
  const texts: string[] = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode())
    if (isSaid(walk.currentNode.parentElement) && !walk.currentNode.parentElement?.closest('style, script, svg'))
      texts.push(walk.currentNode.textContent ?? '');
  for (const element of document.querySelectorAll(names.map((name) => `[${name}]`).join(', ')))
    if (isSaid(element)) texts.push(...names.map((name) => element.getAttribute(name) ?? ''));
  return texts.flatMap((text) => text.match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? []);
}

/** Words in Latin letters that are nobody's name: not a brand's, not a bank's. */
function foreign(names: Iterable<string>): string[] {
  const known = new Set([...names].flatMap((name) => name.match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? []));
  return [...new Set(words().filter((word) => /\p{Script=Latin}/u.test(word) && !known.has(word)))];
}

const brandNames = Object.values(brands).map(({ name }) => name);

describe.each([
  ['Russian', ru],
  ['Belarusian', be],
  ['Kazakh', kk],
])('in %s', (_, own) => {
  // Hard-coded English in saved-card code.
  it('every word is in its letters, from the list to a refusal', async () => {
    const { screen, chain, client } = await checkout({ words: own, customer: 'vera', props: { undo: false } });
    const { cards } = await client.listCards();
    const names = [...brandNames, ...cards.map(({ bank }) => bank)];
    const holds = (where: string) => expect([where, ...foreign(names)]).toEqual([where]);
    const button = () => screen.getByRole('button', { name: /4242/ }).last();
    await expect.element(screen.getByRole('radio', radio('4242'))).toBeChecked();
    await expect.element(button()).not.toHaveAttribute('aria-disabled', 'true');
    holds('checkout');
    await screen.getByRole('radio', radio('1881')).click();
    holds('a code');
    await screen.getByRole('radio').last().click();
    holds('another card');
    await screen.getByRole('radio', radio('4242')).click();
    chain.play('remove-fails');
    await screen.getByRole('button', { name: /7 7 8 1/ }).click();
    const dialog = screen.getByRole('dialog');
    holds('the question');
    await dialog.getByRole('button').last().click();
    await expect.element(dialog.getByRole('alert')).toBeVisible();
    holds('a failure');
    await userEvent.keyboard('{Escape}');
    chain.play('declined');
    await button().click();
    await expect.element(screen.getByText(own.declinedTitle)).toBeVisible();
    holds('declined');
  });

  it('and while nobody knows, and when it is paid', async () => {
    const { screen, chain } = await checkout({ words: own, scenario: 'unconfirmed' });
    const holds = (where: string) => expect([where, ...foreign(brandNames)]).toEqual([where]);
    await screen.getByRole('button', { name: /0028/ }).last().click();
    await expect.element(screen.getByText(own.checking.strong)).toBeVisible();
    holds('checking');
    chain.play(undefined);
    await expect.element(screen.getByRole('heading', { name: own.result.paid.title })).toBeVisible();
    holds('paid');
  });

  it('and on the account page', async () => {
    const { wrapper, client } = shop({ words: own, customer: 'vera' });
    const manage = await own.manage();
    const screen = await render(<SavedCardCheckout mode="manage" />, { wrapper });
    const { cards } = await client.listCards();
    await expect.element(screen.getByRole('listitem').last()).toBeVisible();
    await screen.getByRole('button', { name: manage.renameCard(savedCard({ brand: 'mir', last4: '4242' })) }).click();
    await userEvent.keyboard('4111111111111111{Enter}');
    await expect.element(screen.getByRole('alert')).toHaveTextContent(manage.nameRefused);
    await screen.getByRole('button', { name: own.removeCard(savedCard({ brand: 'belkart', last4: '7781' })) }).click();
    await expect.element(screen.getByRole('button', { name: own.undo })).toBeVisible();
    expect(foreign([...brandNames, ...cards.map(({ bank }) => bank)])).toEqual([]);
  });
});

it('negative control: one word left in English is seen', async () => {
  const { screen } = await checkout({ words: { ...ru, lock: en.lock }, customer: 'boris' });
  await expect.element(screen.getByText(en.lock)).toBeVisible();
  expect(foreign([...brandNames, 'Bank USA'])).toContain('never');
});

describe('a brand', () => {
  const one = (card: SavedCard) => (
    <SavedCardOption card={card} serverTime="2026-11-23T12:00:00Z" name="card" checked={false} onSelect={() => {}} />
  );

  // Local brands.
  it.each(['mir', 'belkart', 'uzcard', 'humo', 'elcart', 'troy'] as const)(
    'of the region has its name and its plate: %s',
    async (brand) => {
      const { wrapper } = shop({});
      const screen = await render(one(savedCard({ brand })), { wrapper });
      await expect
        .element(screen.getByRole('radio', { name: new RegExp(`, ${brands[brand].name}, ending in`) }))
        .toBeVisible();
      await expect.poll(() => document.querySelector(`[data-face=plate] svg[data-brand=${brand}] path`)).not.toBeNull();
    },
  );

  // Unknown brand as a designed state.
  it('that nobody knows is no word on the screen, and has a plate of its own', async () => {
    const { wrapper } = shop({});
    const screen = await render(one(savedCard({ brand: 'zolotaya-korona', bank: '' })), { wrapper });
    await expect.element(screen.getByRole('radio', { name: /ending in 0 0 2 8/ })).toBeVisible();
    await expect.poll(() => document.querySelector('[data-face=plate] svg[data-brand=unknown]')).not.toBeNull();
    expect(document.body.textContent).not.toMatch(/unknown|undefined|korona/i);
  });
});

// Right to left, digits kept left to right.
it('digits read from the left also in a page that does not', async () => {
  const { wrapper } = shop({});
  const screen = await render(
    <div dir="rtl">
      <SavedCardOption
        card={savedCard()}
        serverTime="2026-11-23T12:00:00Z"
        name="card"
        checked={false}
        onSelect={() => {}}
        data-testid="row"
      />
      <CardArt card={savedCard()} data-testid="art" />
    </div>,
    { wrapper },
  );
  const text = screen.getByText(/••••\s0028/).element();
  const node = [...text.childNodes].find((child) => child.textContent?.includes('0028'));
  const left = (from: number) => {
    const range = document.createRange();
    range.setStart(node ?? text, from);
    range.setEnd(node ?? text, from + 1);
    return range.getBoundingClientRect().left;
  };
  const at = node?.textContent?.indexOf('0028') ?? 0;
  const places = [0, 1, 2, 3].map((digit) => left(at + digit));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // The row itself does begin at the right.
  const art = screen.getByTestId('row').element().querySelector('[data-face]');
  expect(art?.getBoundingClientRect().left).toBeGreaterThan(text.getBoundingClientRect().left);
});

// Powered-by branding.
it('nothing on the screen speaks of us, and nothing leads away from the shop', async () => {
  const { screen } = await checkout({ customer: 'new' });
  await expect.element(screen.getByText(/You have no saved cards/)).toBeVisible();
  expect(words().join(' ')).not.toMatch(/onfile|assist|powered/i);
  expect(document.querySelectorAll('a, iframe, form')).toHaveLength(0);
});
