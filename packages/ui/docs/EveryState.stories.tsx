import { cardState, type SavedCard } from '@onfile/hooks';
import { cards } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { SavedCardOption } from '../src/SavedCardOption/SavedCardOption.tsx';
import './overview.css';

const serverTime = '2026-11-23T09:30:00Z';

/** `expiresThisMonth` as a person would say it. */
const inWords = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function OneState({ name, card }: { name: string; card: SavedCard }) {
  const shown = cardState(card, serverTime).payable ? [false, true] : [false];
  return (
    <section className="overview-state">
      <h2>{inWords(name)}</h2>
      {shown.map((checked) => (
        <fieldset key={String(checked)} className="overview-option">
          <legend>{checked ? 'chosen' : 'as it is'}</legend>
          <SavedCardOption
            card={card}
            serverTime={serverTime}
            name={`${name}-${checked}`}
            checked={checked}
            onSelect={fn()}
            onRemove={fn()}
            onReplace={fn()}
          />
        </fieldset>
      ))}
    </section>
  );
}

const meta = {
  title: 'Look/Every state of one card',
  tags: ['!autodocs'],
  parameters: { chain: { customer: 'new' } },
} satisfies Meta;

export default meta;

/** Every card that a shopper can meet, as it stands in the list and when it is chosen. */
export const EveryState: StoryObj<typeof meta> = {
  name: 'Every state of one card',
  render: () => (
    <div className="overview">
      {Object.entries(cards).map(([name, card]) => (
        <OneState key={name} name={name} card={card} />
      ))}
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('heading')).toHaveLength(Object.keys(cards).length);
  },
};
