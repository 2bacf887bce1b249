import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { accessibilityTree } from './accessibility-tree.case.ts';
import { type Spoken, type Stage, stage, type StageOptions } from './stage.case.tsx';

interface Scene extends StageOptions {
  /** Until it is as it is to be seen. */
  reach: (stage: Stage) => Promise<void>;
}

const pay = /^(Pay|Оплатить) /;
const lists = async ({ screen }: Stage, digits: RegExp) =>
  expect.element(screen.getByRole('radio', { name: digits })).toBeChecked();
const payWith = async (on: Stage) => {
  await lists(on, /0 0 2 8/);
  await on.screen.getByRole('button', { name: pay }).click();
};

const scenes: Record<string, Scene> = {
  'list of anna': { reach: (on) => lists(on, /0 0 2 8/) },
  'list of vera': { customer: 'vera', reach: (on) => lists(on, /4 2 4 2/) },
  'list that is on its way': {
    scenario: 'pending',
    reach: async ({ screen, words }) => expect.element(screen.getByText(words.loading)).toBeInTheDocument(),
  },
  'list that failed': {
    scenario: 'malformed',
    reach: async ({ screen }) => expect.element(screen.getByRole('alert')).toBeVisible(),
  },
  'no cards': {
    customer: 'new',
    reach: async ({ screen, words }) => expect.element(screen.getByText(words.noCards)).toBeVisible(),
  },
  'asked before removal': {
    reach: async (on) => {
      await lists(on, /0 0 2 8/);
      await on.screen.getByRole('button', { name: /1 0 3 0/ }).click();
      await expect.element(on.screen.getByRole('dialog')).toBeVisible();
    },
  },
  declined: {
    scenario: 'declined',
    reach: async (on) => {
      await payWith(on);
      await expect.element(on.screen.getByText(on.words.declinedTitle)).toBeVisible();
    },
  },
  checking: {
    scenario: 'unconfirmed',
    reach: async (on) => {
      await payWith(on);
      await expect.element(on.screen.getByText(on.words.checking.title)).toBeVisible();
    },
  },
  paid: {
    reach: async (on) => {
      await payWith(on);
      await expect.element(on.screen.getByText(on.words.result.paid.title, { exact: true })).toBeVisible();
    },
  },
  'cards on the account page': {
    mode: 'manage',
    reach: async ({ screen }) => expect.element(screen.getByRole('listitem').nth(1)).toBeVisible(),
  },
};

for (const language of ['en', 'ru'] satisfies Spoken[])
  for (const [name, { reach, ...options }] of Object.entries(scenes))
    it(`${name}, ${language}: what a screen reader is given`, async () => {
      const on = await stage({ ...options, language, now: () => Date.UTC(2026, 10, 23, 9, 30) });
      await reach(on);
      const { outline, nested } = await accessibilityTree();
      expect(outline).toMatchSnapshot();
      expect(nested).toEqual([]);
    });

it('negative control: a button in a label of a radio, and one in a button, are found', async () => {
  await render(
    <>
      <div role="radio" aria-checked="false" tabIndex={0}>
        Visa <button type="button">Remove</button>
      </div>
      <div role="button" tabIndex={0}>
        <a href="#x">Pay</a>
      </div>
    </>,
  );
  await userEvent.tab();
  expect((await accessibilityTree()).nested).toHaveLength(2);
});
