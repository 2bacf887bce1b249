import { type CardRemoval, type SavedCard, useRemoveDialog } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, useId, useImperativeHandle } from 'react';
import { styled } from 'styled-components';
import { Buttons, Dialog, Quiet } from '../internal/Dialog.tsx';
import { firstSentence } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';

/** Props of `RemoveCardDialog`. */
export interface RemoveCardDialogProps extends Omit<ComponentPropsWithoutRef<'dialog'>, 'open'> {
  removal: CardRemoval;
}

/** Asks whether a card is to be removed, and names it. Renders a native modal `<dialog>` while there is a card to ask about. */
export const RemoveCardDialog = forwardRef<HTMLDialogElement, RemoveCardDialogProps>(function RemoveCardDialog(
  { removal, ...rest },
  ref,
) {
  return removal.pending && <Question ref={ref} card={removal.pending} removal={removal} {...rest} />;
});

const Question = forwardRef<HTMLDialogElement, RemoveCardDialogProps & { card: SavedCard }>(function Question(
  { removal, card, ...rest },
  ref,
) {
  const { messages } = useWords();
  const { dialogProps, cancelProps, confirmProps } = useRemoveDialog(removal);
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialogProps.ref.current);
  const titleId = useId();
  const textId = useId();
  const error = removal.errors[card.id];
  return (
    <Dialog {...dialogProps} aria-labelledby={titleId} aria-describedby={textId} {...rest}>
      <h2 id={titleId}>{messages.removeTitle(card)}</h2>
      <Said>
        <p id={textId}>{card.usedBy?.length ? messages.removeUsedBy(card.usedBy) : messages.removeText}</p>
        {error && (
          <Problem role="alert">
            {messages.removeFailed} {firstSentence(messages.error[error.code])}
          </Problem>
        )}
      </Said>
      <Buttons>
        <Quiet {...cancelProps}>{messages.cancel}</Quiet>
        <Danger {...confirmProps}>
          <span>{messages.remove}</span>
          <span>{messages.removing}</span>
        </Danger>
      </Buttons>
    </Dialog>
  );
});

/** What went wrong takes the place of what was said, and the place is as large as either: an answer moves nothing. */
const Said = styled.div.withConfig({ componentId: 'onfile-dialog-said' })`
  box-sizing: border-box;
  display: grid;
  min-block-size: 5.5rem;
  & > * {
    grid-area: 1 / 1;
  }
  &:has([role='alert']) > :first-child {
    visibility: hidden;
  }
`;

const Problem = styled.p.withConfig({ componentId: 'onfile-dialog-problem' })`
  box-sizing: border-box;
  margin: 0;
  && {
    align-self: start;
    padding: 10px 12px;
    border-radius: 10px;
    color: var(--onfile-color-danger);
    background: var(--onfile-color-dangerSubtle);
  }
`;

/** As wide as the wider of its words. */
const Danger = styled(Quiet).withConfig({ componentId: 'onfile-button-danger' })`
  display: grid;
  place-items: center;
  padding-inline: 16px;
  & > * {
    grid-area: 1 / 1;
  }
  &[aria-disabled='true'] > :first-child,
  &[aria-disabled='false'] > :last-child {
    visibility: hidden;
  }
  border-color: var(--onfile-color-danger);
  background: var(--onfile-color-danger);
  color: var(--onfile-color-surface);
  &[aria-disabled='true'] {
    cursor: progress;
  }
`;
