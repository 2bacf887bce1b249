import { cardState, type SavedCard } from '@onfile/hooks';
import { cards } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, within } from 'storybook/test';
import { SavedCardOption, type SavedCardOptionProps } from '../src/SavedCardOption/SavedCardOption.tsx';
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

const underPointer = 'under the pointer';

/** What a list, and not the card, says of a card. The last two are for a pointer and for the keyboard: there is one of each. */
const inList: Record<string, Partial<SavedCardOptionProps>> = {
  'not taken for this order': { blocked: 'Gift cards cannot be bought with Visa.' },
  'on its way out': { removing: true },
  'not removed': { removeError: 'unavailable' },
  'cannot be removed here': { onRemove: undefined },
  [underPointer]: {},
  'reached with the keyboard': {},
};

function InList({ name, props }: { name: string; props: Partial<SavedCardOptionProps> }) {
  return (
    <section className="overview-state">
      <h2>{name}</h2>
      <fieldset className="overview-option" {...(name === underPointer && { 'data-pointer': '' })}>
        <legend>{name}</legend>
        <SavedCardOption
          card={cards.usedBySubscription}
          serverTime={serverTime}
          name={name}
          checked={false}
          onSelect={fn()}
          onRemove={fn()}
          onReplace={fn()}
          {...props}
        />
      </fieldset>
    </section>
  );
}

const meta = {
  title: 'Look/Every state of one card',
  tags: ['!autodocs'],
  parameters: { chain: { customer: 'new' } },
} satisfies Meta;

export default meta;

/**
 * Every card that a shopper can meet, as it stands in the list and when it is chosen; then what a list says of a card. Put the pointer on
 * the one that is named so: a page cannot do that by itself.
 */
export const EveryState: StoryObj<typeof meta> = {
  name: 'Every state of one card',
  render: () => (
    <div className="overview">
      {Object.entries(cards).map(([name, card]) => (
        <OneState key={name} name={name} card={card} />
      ))}
      {Object.entries(inList).map(([name, props]) => (
        <InList key={name} name={name} props={props} />
      ))}
    </div>
  ),
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getAllByRole('heading')).toHaveLength(Object.keys(cards).length + Object.keys(inList).length);
    const group = within(canvas.getByRole('group', { name: underPointer }));
    // From the button before it, by the keyboard: only then is the ring shown.
    group.getByRole('button', { name: /^Remove/ }).focus();
    await userEvent.tab();
    const reached = within(canvas.getByRole('group', { name: 'reached with the keyboard' })).getByRole('radio');
    await expect(reached).toHaveFocus();
    await expect(reached.matches(':focus-visible')).toBe(true);
  },
};
