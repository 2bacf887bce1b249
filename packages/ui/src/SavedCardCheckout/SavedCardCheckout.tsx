'use client';

import { useOnfile } from '@onfile/hooks';
import { forwardRef } from 'react';
import { later } from '../internal/later.ts';
import { Alert, Outer, Panel } from '../internal/Panel.tsx';
import { firstSentence } from '../messages/card-words.ts';
import { useLaterWords } from '../messages/later-words.ts';
import { useWords } from '../messages/words-context.ts';
import { Retry } from '../SavedCardOption/parts.tsx';
import type { ManageProps } from './ManageSavedCards.tsx';
import { PayWithSavedCard, type PayProps } from './PayWithSavedCard.tsx';

/** Props of `SavedCardCheckout`: an order to pay, or `mode="manage"` for the account page. */
export type SavedCardCheckoutProps = PayProps | ManageProps;

/** A page that takes a payment does not download what looks after cards. */
const manage = later(() => import('./ManageSavedCards.tsx').then((part) => part.ManageSavedCards));

const Manage = forwardRef<HTMLElement, ManageProps>(function Manage(props, ref) {
  const { messages } = useWords();
  const { part: ManageSavedCards, failed, retry } = manage.use();
  const words = useLaterWords(messages.manage);
  if (ManageSavedCards && words.part) return <ManageSavedCards ref={ref} words={words.part} {...props} />;
  const isLost = failed || words.failed;
  return (
    <Outer aria-busy={!isLost}>
      {isLost && (
        <Panel>
          <Alert role="alert">
            <strong>{firstSentence(messages.listFailed)}</strong>
            <Retry
              onClick={() => {
                retry();
                words.retry();
              }}
            />
          </Alert>
        </Panel>
      )}
    </Outer>
  );
});

/**
 * Saved cards, whole: to pay with (the cards, the button, the result), or to look after. Renders a `<section>`. Another order or another
 * shopper is another checkout: what was said of the one before is not said of it.
 */
export const SavedCardCheckout = forwardRef<HTMLElement, SavedCardCheckoutProps>(
  function SavedCardCheckout(props, ref) {
    const { subject } = useOnfile();
    return props.mode === 'manage' ? (
      <Manage ref={ref} {...props} />
    ) : (
      <PayWithSavedCard key={`${subject} ${props.order}`} ref={ref} {...props} />
    );
  },
);
