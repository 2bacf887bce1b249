import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { RecurringTerms } from './RecurringTerms.tsx';

const month = { minAmount: '1250.00', maxAmount: '1250.00', periodDays: 30, until: '2027-11-23' };

const meta = {
  title: 'Parts/RecurringTerms',
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  component: RecurringTerms,
  args: { terms: month, currency: 'RUB' },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 'min(440px, 100%)' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof RecurringTerms>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Always the same. A month of the gateway is a number of days, and is said as one. */
export const FixedAmount: Story = {
  play: async ({ canvas }) => {
    const said = (await canvas.findAllByRole('definition')).map(({ textContent }) => textContent);
    await expect(said).toEqual(['₽1,250.00', 'every month (30 days)', 'until November 23, 2027']);
  },
};

export const Range: Story = {
  args: { terms: { ...month, minAmount: '300.00', maxAmount: '99999.00' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('from ₽300.00 to ₽99,999.00')).toBeVisible();
  },
};

export const EveryDay: Story = { args: { terms: { ...month, periodDays: 1 } } };

export const EveryWeek: Story = {
  args: { terms: { ...month, periodDays: 7 } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('every week')).toBeVisible();
  },
};

export const EveryTenDays: Story = {
  args: { terms: { ...month, periodDays: 10 } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('every 10 days')).toBeVisible();
  },
};

/** The gateway wants a day; one that nobody lives to see stands for none. */
export const NoEnd: Story = {
  args: { terms: { ...month, until: '2099-12-31' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('until you cancel')).toBeVisible();
  },
};

export const Russian: Story = {
  globals: { locale: 'ru' },
  args: { terms: { ...month, periodDays: 22, minAmount: '300.00' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('каждые 22 дня')).toBeVisible();
    await expect(await canvas.findByText(/^по 23 ноября 2027/)).toBeVisible();
  },
};

/** Chromium carries no dates of this language: the kit does. */
export const Belarusian: Story = {
  globals: { locale: 'be' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('па 23 лістапада 2027 г.')).toBeVisible();
    await expect(await canvas.findByText(/^1\s250,00\s₽$/)).toBeVisible();
  },
};

export const Kazakh: Story = {
  globals: { locale: 'kk' },
  args: { terms: { ...month, periodDays: 7, minAmount: '300.00' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('2027 жылғы 23 қарашаға дейін')).toBeVisible();
  },
};
