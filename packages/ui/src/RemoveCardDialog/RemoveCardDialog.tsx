import { type CardRemoval, type SavedCard, useRemoveDialog } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, useId, useImperativeHandle } from 'react';
import { styled } from 'styled-components';
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

const Dialog = styled.dialog.withConfig({ componentId: 'onfile-dialog' })`
  max-inline-size: min(400px, calc(100vw - 32px));
  padding: 24px;
  border: 1px solid ${theme.color.border};
  border-radius: ${theme.radius.panel};
  background: ${theme.color.surfaceRaised};
  color: ${theme.color.text};
  line-height: 1.4;
  box-shadow: ${theme.shadow.panel};
  &::backdrop {
    background: #0b0e14a6;
  }
  & h2 {
    margin: 0 0 8px;
    font-size: 1.125rem;
    font-weight: 700;
    line-height: 1.3;
  }
  & p {
    margin: 0;
    color: ${theme.color.textMuted};
  }
`;

const Problem = styled.p.withConfig({ componentId: 'onfile-dialog-problem' })`
  && {
    margin-block-start: 12px;
    padding: 10px 12px;
    border-radius: 10px;
    color: ${theme.color.danger};
    background: ${theme.color.dangerSubtle};
  }
`;

const Buttons = styled.div.withConfig({ componentId: 'onfile-dialog-buttons' })`
  display: flex;
  flex-wrap: wrap;
  justify-content: flex-end;
  gap: 12px;
  margin-block-start: 20px;
`;

const Quiet = styled.button.withConfig({ componentId: 'onfile-button' })`
  min-block-size: 44px;
  padding-inline: 20px;
  border: 1px solid ${theme.color.borderStrong};
  border-radius: ${theme.radius.control};
  background: none;
  color: inherit;
  font: inherit;
  font-weight: 600;
  cursor: pointer;
`;

const Danger = styled(Quiet).withConfig({ componentId: 'onfile-button-danger' })`
  border-color: ${theme.color.danger};
  background: ${theme.color.danger};
  color: ${theme.color.surface};
  &[aria-disabled='true'] {
    cursor: progress;
  }
`;
