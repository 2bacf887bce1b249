import { type CardRemoval, type SavedCard, useRemoveDialog } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, useId, useImperativeHandle } from 'react';
import { styled } from 'styled-components';
import { Buttons, Dialog, Quiet } from '../internal/Dialog.tsx';
import { firstSentence } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { theme } from '../theme/theme.ts';

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
      <p id={textId}>{card.usedBy?.length ? messages.removeUsedBy(card.usedBy) : messages.removeText}</p>
      {error && (
        <Problem role="alert">
          {messages.removeFailed} {firstSentence(messages.error[error.code])}
        </Problem>
      )}
      <Buttons>
        <Quiet {...cancelProps}>{messages.cancel}</Quiet>
        <Danger {...confirmProps}>{confirmProps['aria-disabled'] ? messages.removing : messages.remove}</Danger>
      </Buttons>
    </Dialog>
  );
});

const Problem = styled.p.withConfig({ componentId: 'onfile-dialog-problem' })`
  && {
    margin-block-start: 12px;
    padding: 10px 12px;
    border-radius: 10px;
    color: ${theme.color.danger};
    background: ${theme.color.dangerSubtle};
  }
`;

const Danger = styled(Quiet).withConfig({ componentId: 'onfile-button-danger' })`
  border-color: ${theme.color.danger};
  background: ${theme.color.danger};
  color: ${theme.color.surface};
  &[aria-disabled='true'] {
    cursor: progress;
  }
`;
