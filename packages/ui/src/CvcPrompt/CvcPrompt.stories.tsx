import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { CodeField } from './CodeField.case.tsx';
import { CvcPrompt } from './CvcPrompt.tsx';

const meta = {
  title: 'Parts/CvcPrompt',
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  component: CvcPrompt,
  args: { brand: 'visa', status: 'empty', children: <CodeField digits={0} /> },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 'min(320px, 100%)' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof CvcPrompt>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = {
  play: async ({ canvas, canvasElement }) => {
    const group = await canvas.findByRole('group', { name: 'Security code CVV2' });
    await expect(group).toHaveAccessibleDescription('3 digits on the back');
    await expect(canvasElement.querySelector('input')).toBeNull();
  },
};

export const Focused: Story = { args: { status: 'focused', children: <CodeField digits={2} caret /> } };

export const Complete: Story = { args: { status: 'complete', children: <CodeField digits={3} /> } };

/** Left too soon. */
export const Invalid: Story = {
  args: { status: 'invalid', children: <CodeField digits={2} /> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('status')).toHaveTextContent('Enter all 3 digits.');
  },
};

/** After the bank's no: empty again, and the next press of a key goes into it. */
export const Wrong: Story = {
  args: { status: 'wrong', children: <CodeField digits={0} caret /> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('status')).toHaveTextContent(
      'The bank did not accept this code. Enter it again.',
    );
  },
};

/** The field did not come. What is left of it is not rendered. */
export const Failed: Story = {
  args: { status: 'failed', children: <p>Half a field</p> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('status')).toHaveTextContent('The field did not load.');
    await expect(canvas.queryByText('Half a field')).not.toBeInTheDocument();
  },
};

export const Hosted: Story = {
  args: { status: 'hosted', children: undefined },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group')).toHaveAccessibleDescription(
      'The secure payment page will ask for the code; choose this card again there.',
    );
  },
};

/** Three wrong codes in a day: the proxy takes no more, and the payment page asks. */
export const Locked: Story = {
  args: { status: 'locked', children: undefined },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('status')).toHaveTextContent('There were too many wrong codes.');
  },
};

/** Four digits, on the front. */
export const AmericanExpress: Story = {
  args: { brand: 'amex', status: 'focused', children: <CodeField digits={3} caret /> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: 'Security code CID' })).toHaveAccessibleDescription(
      '4 digits on the front',
    );
  },
};

/** Nobody has named the payment system: no name for the code either. */
export const UnknownBrand: Story = {
  args: { brand: 'unknown' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: 'Security code' })).toBeVisible();
  },
};

export const BecauseOfTheBank: Story = { args: { reason: 'bank' } };

export const BecauseOfTheShop: Story = { args: { reason: 'merchant' } };

export const BecauseItIsTime: Story = { args: { reason: 'expired_authentication' } };

const states = {
  empty: 0,
  focused: 2,
  complete: 3,
  invalid: 2,
  wrong: 0,
  failed: 0,
  hosted: 0,
  locked: 0,
} as const;

const isStatus = (text: string): text is keyof typeof states => text in states;

export const EveryState: Story = {
  render: ({ brand }) => (
    <div style={{ display: 'grid', gap: 20 }}>
      {Object.keys(states)
        .filter(isStatus)
        .map((status) => (
          <CvcPrompt key={status} brand={brand} status={status} aria-label={status} aria-labelledby={undefined}>
            <CodeField digits={states[status]} caret={status === 'focused' || status === 'wrong'} />
          </CvcPrompt>
        ))}
    </div>
  ),
};
