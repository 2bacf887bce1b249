'use client';

import type { OpenedIntent } from '@onfile/contract';
import { type RefCallback, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type CvcFieldState, type CvcFrameLink, frameAllow, frameNonce, isOneHost, linkCvcFrame } from './cvc-frame.ts';
import { useLatest } from './useLatest.ts';

/** What the field is for. */
export interface CvcFrameOptions {
  /** Where the proxy serves the frame: `capabilities.frameUrl` of the card list. */
  frameUrl: string;
  /** The card's payment system: how many digits, and what the code is called. */
  brand: string;
  /** The card that is paid with: another card empties the field. */
  card: string;
  /** The language in which the field speaks to a shopper who listens. Default `en`. */
  locale?: string | undefined;
  /** The looks, by the frame's own list (README of `@onfile/frame`). */
  theme?: Readonly<Record<string, string>> | undefined;
  /** Enter, with the code all there. */
  onEnter?: (() => void) | undefined;
}

/** For the `<iframe>`. */
export interface CvcFrameProps {
  ref: RefCallback<HTMLIFrameElement>;
  sandbox: string;
  allow: string | undefined;
  referrerPolicy: 'no-referrer';
  /** Absent on a server, and for a moment after. */
  src: string | undefined;
}

/** A field for a security code in a document of its own, as its page knows it. */
export interface CvcFrame {
  frameProps: CvcFrameProps;
  /** `loading` until it answers; `failed`: it did not, within six seconds. */
  status: 'loading' | 'ready' | 'failed';
  field: CvcFieldState;
  /** The field's own height in CSS pixels, 24 to 160: how high the `<iframe>` is to be. `undefined` until the frame has said. */
  height: number | undefined;
  /** It was left with some digits, and not with all. */
  invalid: boolean;
  /**
   * Has the frame confirm the intent. Resolves with an intent's status, a problem's code, `incomplete` (nothing was sent) or `unknown`;
   * then the intent is to be read: what a frame says is no proof of a payment.
   */
  confirm: (handle: Pick<OpenedIntent, 'id' | 'secret'>, key: string, window: string) => Promise<string>;
  focus: () => void;
  /** Whether the code is all there. Where it is not, `invalid` says so, and the field has the focus. */
  ask: () => boolean;
}

/** How long a frame may take to say how a confirm was answered, in milliseconds: longer than the proxy takes for any. */
const patience = 60_000;

const untouched: CvcFieldState = { empty: true, complete: false, focused: false };

/** The frame's address; `undefined` for what no frame can stand at: a word from outside becomes no script and no broken page. */
function addressOf({ frameUrl, brand, locale = 'en' }: CvcFrameOptions, nonce: string): string | undefined {
  if (!URL.canParse(frameUrl, location.href)) return undefined;
  const url = new URL(frameUrl, location.href);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  url.searchParams.set('brand', brand);
  url.searchParams.set('lang', locale);
  url.hash = nonce;
  return url.href;
}

const neverChanges = () => () => {};
const yes = () => true;
const no = () => false;

/** A field for the security code that this page never sees: a frame that pays by itself. */
export function useCvcFrame(options: CvcFrameOptions): CvcFrame {
  const { card, theme, onEnter } = options;
  const [status, setStatus] = useState<CvcFrame['status']>('loading');
  const [field, setField] = useState(untouched);
  const [invalid, setInvalid] = useState(false);
  const [height, setHeight] = useState<number>();
  const link = useRef<CvcFrameLink | undefined>(undefined);
  const waiting = useRef<((status: string) => void) | undefined>(undefined);
  const last = useRef(untouched);
  const [nonce] = useState(frameNonce);
  // In the browser only: a server's page has no secret in it, and no frame yet.
  const isHere = useSyncExternalStore(neverChanges, yes, no);
  const src = isHere ? addressOf(options, nonce) : undefined;

  const enter = useLatest(() => onEnter?.());
  const answered = useCallback((word: string) => {
    waiting.current?.(word);
    waiting.current = undefined;
  }, []);
  const changed = useCallback((next: CvcFieldState) => {
    const old = last.current;
    last.current = next;
    setField(next);
    if (next.complete || (next.empty && !old.empty)) setInvalid(false);
    else if (old.focused && !next.focused && !next.empty) setInvalid(true);
  }, []);

  const ref = useCallback(
    (element: HTMLIFrameElement | null) => {
      link.current?.close();
      link.current = undefined;
      const begin = () => {
        // Whoever waits for a frame that is gone does not know.
        answered('unknown');
        setStatus(src ? 'loading' : 'failed');
        changed(untouched);
      };
      if (!element || !isHere) return answered('unknown');
      begin();
      if (!src) return;
      link.current = linkCvcFrame(element, nonce, {
        onLoading: begin,
        onReady: () => setStatus('ready'),
        onState: changed,
        onSize: setHeight,
        onEnter: enter,
        onResult: answered,
        onFailed: () => setStatus('failed'),
      });
    },
    // Another address is another frame.
    [isHere, nonce, src, enter, answered, changed],
  );

  useEffect(() => () => link.current?.clear(), [card]);
  useEffect(() => {
    if (status === 'ready' && theme) link.current?.theme(theme);
  }, [status, theme]);

  const confirm = useCallback<CvcFrame['confirm']>(
    (handle, key, window) =>
      new Promise((resolve) => {
        if (!link.current) return resolve('unknown');
        answered('unknown');
        // A frame whose process has died says nothing more.
        const timer = setTimeout(answered, patience, 'unknown');
        waiting.current = (word) => {
          clearTimeout(timer);
          link.current?.disable(false);
          resolve(word);
        };
        link.current.confirm({ intent: handle.id, secret: handle.secret, card, key, window });
        // Behind the confirm, which a field that is off would not take: digits typed now belong to no payment.
        link.current.disable(true);
      }),
    [card, answered],
  );
  // By what the frame said last, and not by what is rendered: whoever is quick has Enter right behind the last digit.
  const ask = useCallback(() => {
    const { complete } = last.current;
    setInvalid(!complete);
    if (!complete) link.current?.focus();
    return complete;
  }, []);
  return {
    frameProps: {
      ref,
      // Before the address: what a frame may do is looked at when it sets out for it.
      sandbox: src && !isOneHost(src) ? 'allow-scripts allow-same-origin' : 'allow-scripts',
      allow: src && frameAllow(),
      referrerPolicy: 'no-referrer',
      src,
    },
    status,
    field,
    height,
    invalid,
    confirm,
    focus: useCallback(() => link.current?.focus(), []),
    ask,
  };
}
