import {
  type CardRemoval,
  type RemoveCardOptions,
  useChangeCard,
  useRemoveCard,
  type SavedCard,
  useSavedCards,
} from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, useId, useMemo } from 'react';
import { styled } from 'styled-components';
import { Alert, Header, Outer, Panel } from '../internal/Panel.tsx';
import { useWords } from '../messages/words-context.ts';
import { RemoveCardDialog } from '../RemoveCardDialog/RemoveCardDialog.tsx';
import { TextButton } from '../SavedCardOption/parts.tsx';
import { theme } from '../theme/theme.ts';
import { ManagedCard } from './ManagedCard.tsx';
import { Happened, useFocusAfterRemoval } from './removal.tsx';

/** Props of `SavedCardCheckout` where cards are looked after. */
export interface ManageProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  mode: 'manage';
  /** How long a removal can be taken back. Default 6000 milliseconds. */
  undo?: RemoveCardOptions['undo'];
}

function useShown(cards: readonly SavedCard[], { hidden }: CardRemoval) {
  return useMemo(() => cards.filter(({ id }) => !hidden.some((card) => card.id === id)), [cards, hidden]);
}

/** The shopper's cards on the account page: named, one made the default, removed. */
export const ManageSavedCards = forwardRef<HTMLElement, ManageProps>(function ManageSavedCards(
  { mode, undo = 6000, ...rest },
  ref,
) {
  const { messages } = useWords();
  const headingId = useId();
  const list = useSavedCards();
  const removal = useRemoveCard({ undo });
  const changes = useChangeCard();
  const cards = useShown(list.cards, removal);
  const { heading, onRemove } = useFocusAfterRemoval(cards, removal);
  return (
    <Outer>
      <Panel ref={ref} aria-labelledby={headingId} data-mode={mode} data-status={list.status} {...rest}>
        <Header>
          <h2 id={headingId} ref={heading} tabIndex={-1}>
            {messages.manage.heading}
          </h2>
        </Header>
        {list.status === 'failed' && (
          <Alert role="alert">
            <strong>{messages.manage.listFailed}</strong>
            <TextButton type="button" onClick={list.retry}>
              {messages.retry}
            </TextButton>
          </Alert>
        )}
        {changes.error && (
          <Alert role="alert">
            <strong>{messages.manage.changeFailed}</strong>
          </Alert>
        )}
        {list.status === 'loading' && <Quiet role="status">{messages.loading}</Quiet>}
        {list.status === 'ready' && !cards.length && <Quiet>{messages.noCards}</Quiet>}
        {cards.length > 0 && (
          <List>
            {cards.map((card) => (
              <ManagedCard
                key={card.id}
                card={card}
                serverTime={list.serverTime}
                changes={list.capabilities?.manage ? changes : undefined}
                onRemove={list.capabilities?.remove && card.removable !== false ? onRemove : undefined}
              />
            ))}
          </List>
        )}
        {list.dropped > 0 && <Quiet role="status">{messages.dropped(list.dropped)}</Quiet>}
        <Happened removal={removal} />
        <RemoveCardDialog removal={removal} />
      </Panel>
    </Outer>
  );
});

const List = styled.ul.withConfig({ componentId: 'onfile-manage' })`
  container: onfile / inline-size;
  margin: 0;
  padding: 0;
  list-style: none;
  overflow: clip;
  border: 1px solid ${theme.color.border};
  border-radius: ${theme.radius.group};
`;

const Quiet = styled.p.withConfig({ componentId: 'onfile-manage-note' })`
  margin: 0;
  padding: 12px 2px;
  color: ${theme.color.textMuted};
`;
