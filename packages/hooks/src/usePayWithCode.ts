'use client';

import type { Intent } from '@onfile/contract';
import { useEffect, useLayoutEffect, useState } from 'react';
import { browserData } from './browser-data.ts';
import type { MerchantErrorCode } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.ts';
import type { Checkout, CodePayment } from './useCheckout.ts';
import type { CvcFrame } from './useCvcFrame.ts';
import { useLatest } from './useLatest.ts';

/** Which payment the field belongs to. */
export interface PayWithCodeOptions extends Pick<Checkout, 'setCode'> {
  /** The shop's order number. */
  order: string;
  /** The chosen card's id. */
  card: string;
}

/** On a server there is no layout, and React says so. */
const useEarlyEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** Whether nothing is under way, and nothing is paid: what was read may be older than the payment. */
const isAsBefore = ({ status }: Intent) => status === 'open' || status === 'declined';

/**
 * Lets a checkout pay through the field of a frame, for as long as it is there and works; else the payment page asks for the code. What the
 * frame says of a payment is only a reason to read the intent. `locked`: the proxy takes no more codes for this card for now, for up to a
 * day, and the payment page still does.
 */
export function usePayWithCode({ order, card, setCode }: PayWithCodeOptions, frame: CvcFrame): { locked: boolean } {
  const { client } = useOnfile();
  const [lockedCard, setLockedCard] = useState<string>();
  const confirm = useLatest(async (...[handle, key]: Parameters<CodePayment['confirm']>) => {
    const word = await frame.confirm(handle, key, browserData().challengeWindowSize);
    // What is none of the contract's codes leaves a doubt.
    const code = (word === 'incomplete' ? 'cvc_required' : word) as MerchantErrorCode;
    if (code === 'rate_limited') setLockedCard(card);
    // A reading that fails says nothing of the payment, whatever it fails with.
    const intent = await client.openIntent(order).catch(() => undefined);
    if (!intent || (isAsBefore(intent) && word !== intent.status)) return code;
    if (intent.status === 'declined') frame.focus();
    return intent;
  });
  const { ask } = frame;
  const locked = lockedCard === card;
  const isThere = frame.status !== 'failed' && !locked;
  useEarlyEffect(() => {
    if (!isThere) return;
    setCode({ card, ask, confirm });
    return () => setCode(null);
  }, [isThere, setCode, card, ask, confirm]);
  return { locked };
}
