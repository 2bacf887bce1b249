import { savedCard } from '@onfile/testing';
import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type Spoken, type Stage, stage } from './stage.case.tsx';

const places = [
  { language: 'en', dir: 'ltr' },
  { language: 'ru', dir: 'ltr' },
  { language: 'en', dir: 'rtl' },
  { language: 'ru', dir: 'rtl' },
] satisfies { language: Spoken; dir: 'ltr' | 'rtl' }[];

const visa = savedCard({ brand: 'visa', last4: '0028' });
const mastercard = savedCard({ brand: 'mastercard', last4: '1030' });

/** Presses keys, one after the other. */
async function press(...keys: string[]): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one key after the other
  for (const key of keys) await userEvent.keyboard(`{${key}}`);
}

/** Asserts that a button has the focus. */
const onButton = ({ screen }: Stage, name: string) =>
  expect.element(screen.getByRole('button', { name, exact: true })).toHaveFocus();

it.each(places)('choose, ask, call off, remove, pay: $language, $dir', async ({ language, dir }) => {
  const on = await stage({ language, dir });
  const { screen, chain, words } = on;
  const first = screen.getByRole('radio', { name: /0 0 2 8/ });
  const second = screen.getByRole('radio', { name: /1 0 3 0/ });
  await expect.element(first).toBeChecked();
  await press('Tab');
  await expect.element(first).toHaveFocus();
  await press('ArrowDown');
  await expect.element(second).toBeChecked();
  // Forward is where reading goes.
  await press(dir === 'ltr' ? 'ArrowRight' : 'ArrowLeft');
  await expect.element(screen.getByRole('radio', { name: words.anotherCard })).toBeChecked();
  await press(dir === 'ltr' ? 'ArrowLeft' : 'ArrowRight');
  await expect.element(second).toBeChecked();

  await press('Tab');
  await onButton(on, words.removeCard(mastercard));
  await press('Enter');
  const dialog = screen.getByRole('dialog', { name: words.removeTitle(mastercard) });
  await expect.element(dialog).toBeVisible();
  await onButton(on, words.cancel);
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  await onButton(on, words.removeCard(mastercard));

  await press('Enter', 'Tab');
  await onButton(on, words.remove);
  await press('Enter');
  await expect.element(second).not.toBeInTheDocument();
  await onButton(on, words.removeCard(visa));

  // Nothing is chosen in its place: the button keeps its place, and does nothing.
  const pay = screen.getByRole('button', { name: /^(Pay|Оплатить) / });
  await press('Tab', 'Tab');
  await expect.element(pay).toHaveFocus();
  await press('Enter');
  expect(chain.ledger).toEqual([]);
  first.element().focus();
  await press('Space', 'Tab', 'Tab');
  await expect.element(pay).toHaveFocus();
  await press('Enter');
  await expect.element(screen.getByRole('group', { name: words.result.paid.title })).toHaveFocus();
  expect(chain.ledger).toHaveLength(1);
  await press('Tab');
  await expect.element(screen.getByRole('link', { name: '2341' })).toHaveFocus();
});

it.each(places)('rename, make the default, remove, take back: $language, $dir', async ({ language, dir }) => {
  const on = await stage({ language, dir, mode: 'manage', undo: 60_000 });
  const { screen, words } = on;
  const manage = await words.manage();
  await expect.element(screen.getByRole('button', { name: manage.renameCard(visa) })).toBeVisible();
  await press('Tab', 'Tab', 'Enter');
  await expect.element(screen.getByRole('textbox', { name: manage.name })).toHaveFocus();
  await userEvent.keyboard('Bread{Enter}');
  await expect.element(screen.getByText('Bread', { exact: true })).toBeVisible();
  await onButton(on, manage.renameCard(visa));
  await press('Tab');
  await onButton(on, manage.makeDefaultCard(visa));
  await press('Space');
  await expect.element(screen.getByText(words.badge.default, { exact: true })).toBeVisible();
  await onButton(on, manage.renameCard(visa));

  await userEvent.tab({ shift: true });
  await onButton(on, words.removeCard(visa));
  await press('Enter');
  await expect.element(screen.getByText(words.removed(visa))).toBeVisible();
  await onButton(on, words.removeCard(mastercard));
  await press('Tab', 'Tab', 'Tab');
  await onButton(on, words.undo);
  await press('Enter');
  await expect.element(screen.getByRole('listitem').nth(1)).toBeVisible();
  await onButton(on, words.removeCard(visa));
});

it('shows more, and goes on with the first of what came', async () => {
  const { screen, words } = await stage({ customer: 'vera' });
  const more = screen.getByRole('button', { name: words.showMore(6) });
  await expect.element(more).toBeVisible();
  more.element().focus();
  await press('Enter');
  await expect.element(more).not.toBeInTheDocument();
  const seventh = screen.getByRole('radio').nth(6);
  await expect.element(seventh).toHaveFocus();
  // To be there is not to be chosen.
  await expect.element(seventh).not.toBeChecked();
});

it('tries again, and does not lose its place when that works', async () => {
  const { screen, chain, words } = await stage({ scenario: 'malformed' });
  const retry = screen.getByRole('button', { name: words.retry });
  await expect.element(retry).toBeVisible();
  chain.play(undefined);
  retry.element().focus();
  await press('Enter');
  await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeVisible();
  await expect.element(screen.getByRole('heading', { name: words.heading })).toHaveFocus();
});

it('stays in the page when the time to take a removal back is over', async () => {
  const { screen, words, again } = await stage({ undo: 60_000 });
  await screen.getByRole('button', { name: words.removeCard(mastercard) }).click();
  const undo = screen.getByRole('button', { name: words.undo });
  undo.element().focus();
  await again({ undo: 1 });
  await expect.element(undo).not.toBeInTheDocument();
  await expect.element(screen.getByRole('heading', { name: words.heading })).toHaveFocus();
});

it('goes to the heading after the last card', async () => {
  const { screen, words } = await stage({ undo: 60_000, customer: 'boris' });
  await screen.getByRole('button', { name: /^Remove/ }).click();
  await expect.element(screen.getByText(words.noCards)).toBeVisible();
  await expect.element(screen.getByRole('heading', { name: words.headingNew })).toHaveFocus();
});

it('comes back to the page from the bank, however often, and the bank’s question is heard once', async () => {
  const { screen, words } = await stage({ customer: 'dina' });
  const bank = await words.challenge();
  await screen.getByRole('radio', { name: /0 0 0 3/ }).click();
  await screen.getByRole('button', { name: /^Pay .*0003/ }).click();
  const dialog = screen.getByRole('dialog', { name: bank.title });
  const back = screen.getByRole('button', { name: bank.leave.stay });
  for (let time = 0; time < 2; time++) {
    /* oxlint-disable no-await-in-loop -- one time after the other */
    await expect.element(dialog).toBeVisible();
    // What has the focus is read; a region round it would say it once more.
    expect(dialog.element().parentElement?.closest('[role=status], [aria-live]')).toBeNull();
    await screen.getByRole('button', { name: words.close }).click();
    await screen.getByRole('button', { name: bank.leave.go }).click();
    await expect.element(screen.getByRole('group', { name: words.checking.title })).toHaveFocus();
    await press('Tab');
    await expect.element(back).toHaveFocus();
    await press('Enter');
    /* oxlint-enable no-await-in-loop */
  }
});

it('leads whoever adds a card without agreeing to the box that is missing', async () => {
  const { screen, words } = await stage({ mode: 'manage', addCards: true });
  const { add } = await words.manage();
  const button = screen.getByRole('button', { name: add });
  await expect.element(button).toBeVisible();
  button.element().focus();
  await press('Enter');
  const box = screen.getByRole('checkbox', { name: words.consent.text });
  await expect.element(box).toHaveFocus();
  await expect.element(box).toHaveAccessibleDescription(words.consent.required);
});
