import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, waitFor } from 'storybook/test';
import { ChallengeFrame } from './ChallengeFrame.tsx';

/** A bank's question, as plain as many are. */
const bankPage = `data:text/html,${encodeURIComponent(
  '<!doctype html><html lang="en"><title>Bank</title><body style="font:16px sans-serif;padding:16px"><h1 style="font-size:18px">North Bank</h1><p>Northwind Coffee wants 1,250.00. Enter the code that we sent to you.<form><label>Code <input inputmode="numeric" size="6"></label> <button>Confirm</button></form>',
)}`;

const meta = {
  title: 'Parts/ChallengeFrame',
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  component: ChallengeFrame,
  args: { name: 'bank', size: '02', status: 'challenge', onClose: fn() },
} satisfies Meta<typeof ChallengeFrame>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The bank looks at the browser. There is a frame, and nothing of it to see or to reach. */
export const Method: Story = {
  args: { status: 'method' },
  play: async () => {
    const dialog = await screen.findByRole('dialog', { name: 'Confirm with your bank' });
    await expect(dialog).toHaveTextContent('Talking to your bank…');
    await expect(dialog.querySelector('iframe')).not.toBeVisible();
  },
};

/** Asked for, and not there yet. */
export const Opening: Story = {
  play: async () => {
    await expect(await screen.findByRole('status')).toHaveTextContent('Opening your bank’s page…');
  },
};

export const Challenge: Story = {
  args: { src: bankPage },
  play: async () => {
    await expect(await screen.findByTitle('Your bank’s page')).toBeVisible();
    await waitFor(() => expect(screen.queryByText('Opening your bank’s page…')).not.toBeInTheDocument());
  },
};

export const Slow: Story = {
  args: { status: 'slow' },
  play: async () => {
    await expect(await screen.findByRole('status')).toHaveTextContent(
      'Your bank takes its time. Please wait a little more.',
    );
  },
};

/** The bank asks elsewhere. */
export const Decoupled: Story = {
  args: { status: 'decoupled' },
  play: async () => {
    await expect(await screen.findByRole('status')).toHaveTextContent('Confirm there');
    await expect(screen.queryByTitle('Your bank’s page')).not.toBeInTheDocument();
  },
};

/** It asks first, and the way back is where the focus is. */
export const ClosedByTheShopper: Story = {
  args: { src: bankPage },
  play: async ({ userEvent, args }) => {
    await screen.findByTitle('Your bank’s page');
    await waitFor(() => expect(screen.queryByText('Opening your bank’s page…')).not.toBeInTheDocument());
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    const question = screen.getByRole('alertdialog', { name: 'Close the bank’s question?' });
    await expect(question).toHaveAccessibleDescription(/^The bank is still waiting for your answer\. Nothing is lost/);
    await expect(screen.getByRole('button', { name: 'Back to the bank' })).toHaveFocus();
    await expect(args.onClose).not.toHaveBeenCalled();
  },
};

export const Window01: Story = { args: { size: '01', src: bankPage } };

export const Window03: Story = { args: { size: '03', src: bankPage } };

export const Window04: Story = { args: { size: '04', src: bankPage } };

export const Window05: Story = { args: { size: '05', src: bankPage } };
