import {
  type CardArrangement,
  type RemoveCardOptions,
  useChangeCard,
  useOnfile,
  useRemoveCard,
  useSavedCards,
  useShown,
} from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, useId } from 'react';
import { styled } from 'styled-components';
import { Alert, Header, Outer, Panel } from '../internal/Panel.tsx';
import { VisuallyHidden } from '../internal/VisuallyHidden.tsx';
import { firstSentence } from '../messages/card-words.ts';
import type { ManageWords } from '../messages/messages.ts';
import { useWords } from '../messages/words-context.ts';
import { RemoveCardDialog } from '../RemoveCardDialog/RemoveCardDialog.tsx';
import { rowOf, Skeleton } from '../SavedCardList/SavedCardList.tsx';
import { Retry } from '../SavedCardOption/parts.tsx';
import { noSlots, type Slots, SlotsContext } from '../slots.ts';
import { AddCard } from './AddCard.tsx';
import { ManagedCard } from './ManagedCard.tsx';
import { Happened, useFocusAfterRemoval } from './removal.tsx';

/** Props of `SavedCardCheckout` where cards are looked after. */
export interface ManageProps
  extends
    Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'defaultValue'>,
    RemoveCardOptions,
    Pick<CardArrangement, 'filter' | 'sort'> {
  mode: 'manage';
  /** Parts of the shop's own. */
  slots?: Partial<Slots> | undefined;
}

type WithWords = ManageProps & { words: ManageWords };

/** The shopper's cards on the account page: named, one made the default, removed. Another shopper's are another page. */
export const ManageSavedCards = forwardRef<HTMLElement, WithWords>(function ManageSavedCards(props, ref) {
  return <Managed key={useOnfile().subject} ref={ref} {...props} />;
});

const Managed = forwardRef<HTMLElement, WithWords>(function Managed(
  { words, mode, undo, onRemoved, filter, sort, slots = noSlots, ...rest },
  ref,
) {
  const { messages } = useWords();
  const headingId = useId();
  const removal = useRemoveCard({ undo, onRemoved });
  const list = useShown(useSavedCards({ filter, sort }), removal);
  const changes = useChangeCard();
  const { cards } = list;
  const { RemoveDialog = RemoveCardDialog } = slots;
  const { heading, onRemove } = useFocusAfterRemoval(cards, removal);
  return (
    <SlotsContext.Provider value={slots}>
      <Outer>
        <Panel ref={ref} aria-labelledby={headingId} data-mode={mode} data-status={list.status} {...rest}>
          <Header>
            <h2 id={headingId} ref={heading} tabIndex={-1}>
              {words.heading}
            </h2>
          </Header>
          {list.status === 'failed' && (
            <Alert role="alert">
              <strong>{firstSentence(messages.listFailed)}</strong>
              <Retry onClick={list.retry} />
            </Alert>
          )}
          {changes.error && (
            <Alert role="alert">
              <strong>{words.changeFailed}</strong>
            </Alert>
          )}
          {list.status === 'loading' && (
            <Coming>
              <Skeleton label={messages.loading} rows={list.lastCount ?? 2} />
            </Coming>
          )}
          {list.status === 'ready' && !cards.length && <Quiet>{messages.noCards}</Quiet>}
          {cards.length > 0 && (
            <List>
              {cards.map((card) => (
                <ManagedCard
                  key={card.id}
                  card={card}
                  serverTime={list.serverTime}
                  words={words}
                  {...rowOf(card, removal)}
                  changes={list.capabilities?.manage ? changes : undefined}
                  onRemove={list.capabilities?.remove && card.removable !== false ? onRemove : undefined}
                />
              ))}
            </List>
          )}
          {list.dropped > 0 && <Quiet role="status">{messages.dropped(list.dropped)}</Quiet>}
          <Happened removal={removal} />
          {/* After what can be taken back: that is near where it was taken. */}
          {list.capabilities?.addWithoutOrder && <AddCard words={words} />}
          <VisuallyHidden role="status">{changes.changed && words.changed(changes.changed)}</VisuallyHidden>
          {removal.pending && <RemoveDialog removal={removal} />}
        </Panel>
      </Outer>
    </SlotsContext.Provider>
  );
});

const List = styled.ul.withConfig({ componentId: 'onfile-manage' })`
  box-sizing: border-box;
  margin: 0;
  container: onfile / inline-size;
  padding: 0;
  list-style: none;
  overflow: clip;
  border: 1px solid var(--onfile-color-border);
  border-radius: var(--onfile-radius-group);
`;

/** Rows as high as those of cards with what can be done with them. */
const Coming = styled.div.withConfig({ componentId: 'onfile-manage-coming' })`
  box-sizing: border-box;
  overflow: clip;
  border: 1px solid var(--onfile-color-border);
  border-radius: var(--onfile-radius-group);
  & > [aria-hidden] {
    box-sizing: content-box;
    min-block-size: calc(var(--onfile-density-row) + 24px);
  }
`;

const Quiet = styled.p.withConfig({ componentId: 'onfile-manage-note' })`
  box-sizing: border-box;
  margin: 0;
  padding: 12px 2px;
  color: var(--onfile-color-textMuted);
`;
