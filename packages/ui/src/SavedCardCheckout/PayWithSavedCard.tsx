import { type Checkout, type CheckoutOptions, type Intent, useCheckout } from '@onfile/hooks';
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  memo,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { styled } from 'styled-components';
import type { CardFaceProps } from '../CardFace/CardFace.tsx';
import { NotLoaded } from '../ChallengeFrame/NotLoaded.tsx';
import { later } from '../internal/later.ts';
import { Header, Outer, Panel } from '../internal/Panel.tsx';
import { useWords } from '../messages/words-context.ts';
import { PaymentResult } from '../PaymentResult/PaymentResult.tsx';
import type { RemoveCardDialogProps } from '../RemoveCardDialog/RemoveCardDialog.tsx';
import { SavedCardList } from '../SavedCardList/SavedCardList.tsx';
import { noSlots, type Slots, SlotsContext, useSlots } from '../slots.ts';
import { LaterCode, PreparedCode } from './LaterCode.tsx';
import { LaterConsent, usePreparedConsent } from './LaterConsent.tsx';
import { PayFoot } from './PayFoot.tsx';
import { Happened, useFocusAfterRemoval } from './removal.tsx';
import { Series } from './Series.tsx';

/** Props of `SavedCardCheckout` where it pays. */
export interface PayProps
  extends Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'defaultValue'>, CheckoutOptions {
  mode?: 'pay';
  /** `wallet` shows the chosen card large above the list. Default `list`. */
  layout?: 'list' | 'wallet' | undefined;
  /** What stands under the result, for example a link to the order. */
  resultAction?: ((intent: Intent) => ReactNode) | undefined;
  /** How many rows stand in the place of cards that are on their way, where the shop knows. Default 2. */
  expectedCards?: number | undefined;
  /** Parts of the shop's own. */
  slots?: Partial<Slots> | undefined;
}

/** When the result takes the place of what had the focus, the focus goes with it; and to the choice, where it is open again. */
function useFocusOnResult(isOver: boolean) {
  const result = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = result.current;
    const section = element?.closest('section');
    const before = document.activeElement as HTMLElement;
    if (!isOver || !section?.contains(before)) return;
    element?.focus();
    // It has left the page by then. A series has nothing to choose: there the focus is back where it was.
    return () => {
      if (document.activeElement === document.body)
        (section.querySelector<HTMLElement>('input:checked') ?? before).focus();
    };
  }, [isOver]);
  return result;
}

/** The cards, the button, the result. */
export const PayWithSavedCard = forwardRef<HTMLElement, PayProps>(function PayWithSavedCard(props, ref) {
  // Its own are taken out; what is left belongs to the element.
  const {
    order,
    onResult: _onResult,
    navigate: _navigate,
    preselect: _preselect,
    value: _value,
    onValueChange: _onValueChange,
    undo: _undo,
    onRemoved: _onRemoved,
    filter: _filter,
    disable: _disable,
    sort: _sort,
    layout = 'list',
    mode = 'pay',
    resultAction,
    expectedCards,
    slots = noSlots,
    ...element
  } = props;
  const { messages } = useWords();
  const checkout = useCheckout(props);
  const { state, intent } = checkout;
  const headingId = useId();
  const isOver = state.step !== 'choosing' && state.step !== 'confirming';
  const result = useFocusOnResult(isOver);
  const { Result = PaymentResult, RemoveDialog = LaterDialog } = slots;
  return (
    <Outer>
      <SlotsContext.Provider value={slots}>
        <Panel
          ref={ref}
          {...(isOver ? { 'aria-label': messages.headingNew } : { 'aria-labelledby': headingId })}
          data-mode={mode}
          data-step={state.step}
          {...element}
        >
          <Stack>
            <Chosen data-over={isOver}>
              <Choice
                checkout={checkout}
                isOver={isOver}
                headingId={headingId}
                layout={layout}
                order={order}
                expectedCards={expectedCards}
              />
            </Chosen>
            {isOver && (
              <Over>
                <Result
                  ref={result}
                  tabIndex={-1}
                  status={state.step === 'finished' ? state.status : 'checking'}
                  intent={intent}
                  elsewhere={'elsewhere' in state}
                  checkedAt={intent?.checkedAt}
                  action={intent && resultAction?.(intent)}
                />
                {state.step === 'challenge' && <LaterQuestion order={order} />}
              </Over>
            )}
          </Stack>
          {!isOver && (checkout.removal.pending || !slots.RemoveDialog) && <RemoveDialog removal={checkout.removal} />}
        </Panel>
      </SlotsContext.Provider>
    </Outer>
  );
});

const dialog = later(() => import('../RemoveCardDialog/RemoveCardDialog.tsx').then((part) => part.RemoveCardDialog));

/**
 * The question is loaded behind the first paint, before anybody can ask for it. Where it did not come (a shopper in a tunnel) the wish is
 * let go, and the question is asked for again: the next press has it, and nothing is removed unasked.
 */
function LaterDialog({ removal }: RemoveCardDialogProps) {
  const { part: RemoveCardDialog, failed, retry } = dialog.use();
  useEffect(() => {
    if (!removal.pending || !failed) return;
    removal.cancel();
    retry();
  });
  return removal.pending && RemoveCardDialog ? <RemoveCardDialog removal={removal} /> : null;
}

const question = later(() => import('../ChallengeFrame/BankQuestion.tsx').then((part) => part.BankQuestion));

/** The bank's question. Where it did not come, the shopper asks for it again. */
function LaterQuestion({ order }: { order: string }) {
  const { part: BankQuestion, failed, retry } = question.use();
  if (BankQuestion) return <BankQuestion order={order} />;
  return failed ? <NotLoaded onRetry={retry} /> : null;
}

/** Only the `wallet` layout shows a card large. A shop that wants it in its first load gives `slots={{ Face: CardFace }}`. */
const face = later(() => import('../CardFace/CardFace.tsx').then((part) => part.CardFace));

function LaterFace(props: CardFaceProps) {
  const { part: CardFace } = face.use();
  return CardFace ? <CardFace {...props} /> : null;
}

interface ChoiceProps {
  checkout: Checkout;
  isOver: boolean;
  headingId: string;
  layout: 'list' | 'wallet';
  order: string;
  expectedCards: number | undefined;
}

/**
 * What there is to choose and to press. When it is over it stays where it was, unseen, so that nothing below the checkout moves; and as it
 * was, because nobody looks.
 */
const Choice = memo(ChoiceNow, (_, { isOver }) => isOver);

function ChoiceNow({ checkout, headingId, layout, order, expectedCards }: ChoiceProps) {
  const { messages } = useWords();
  const { Face = LaterFace } = useSlots();
  const { cards, intent, selection, removal, consent, setConsent } = checkout;
  const { heading, onRemove } = useFocusAfterRemoval(cards.cards, removal);
  usePreparedConsent();
  const [hasTerms, setHasTerms] = useState(false);
  const { frameUrl, save } = cards.capabilities ?? {};
  const { card } = selection;
  return (
    <>
      {frameUrl && <PreparedCode />}
      <Header>
        <h2 id={headingId} ref={heading} tabIndex={-1}>
          {intent?.recurring || (cards.status === 'ready' && !cards.cards.length)
            ? messages.headingNew
            : messages.heading}
        </h2>
        <span>{messages.order(order)}</span>
      </Header>
      {layout === 'wallet' && card && (
        <Wallet>
          <Face card={card} />
        </Wallet>
      )}
      {intent?.recurring ? (
        <Series terms={intent.recurring} currency={intent.currency} onShown={setHasTerms} />
      ) : (
        <SavedCardList
          cards={cards}
          selection={selection}
          removal={removal}
          onRemove={onRemove}
          expectedCards={expectedCards}
          whenChosen={
            frameUrl && card?.needCVC && <LaterCode order={order} checkout={checkout} card={card} frameUrl={frameUrl} />
          }
          whenNew={
            save && (
              <LaterConsent
                checked={consent !== null}
                onCheckedChange={(checked, textVersion) => setConsent(checked ? textVersion : null)}
              />
            )
          }
        />
      )}
      <Happened lost={selection.lost} removal={removal} />
      <PayFoot checkout={checkout} waiting={intent?.recurring && !hasTerms ? messages.terms.loading : undefined} />
    </>
  );
}

/** Both in one place: the place is as large as the larger. */
const Stack = styled.div.withConfig({ componentId: 'onfile-stack' })`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  & > * {
    grid-area: 1 / 1;
  }
`;

const Chosen = styled.div.withConfig({ componentId: 'onfile-choice' })`
  &[data-over='true'] {
    visibility: hidden;
  }
`;

/** In sight also where the list under it was long and the shopper far down. */
const Over = styled.div.withConfig({ componentId: 'onfile-over' })`
  position: sticky;
  inset-block-start: 16px;
  align-self: start;
  & > :focus {
    outline: none;
  }
`;

/** Keeps the place of the face. */
const Wallet = styled.div.withConfig({ componentId: 'onfile-wallet' })`
  inline-size: min(100% - 24px, 340px);
  aspect-ratio: 1.586;
  margin: 4px auto 28px;
`;
