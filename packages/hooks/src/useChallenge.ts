'use client';

import { type ChallengeAction, lookAgain } from '@onfile/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { browserData, postForm } from './browser-data.ts';
import { useOnfile } from './OnfileProvider.ts';
import { intentOptions } from './queries.ts';
import { isPending, useIntent } from './useIntent.ts';
import { useLatest } from './useLatest.ts';

/** How long the bank may look at the browser, in milliseconds (EMV 3-D Secure, method processing); then it goes on without. */
const methodLimit = 10_000;
/** The bank says nothing to this page when it has looked. A frame that has loaded nothing more for so long is taken to be done. */
const methodQuiet = 2000;
/** When to try again where the merchant's proxy was not reached, in milliseconds. */
const retryAfter = 3000;
/** When a page that has not come is called late, in milliseconds. */
const slowAfter = 10_000;
/** When to look after the bank has its answer or the shopper has left, in milliseconds: the bank tells the gateway, and that may take a moment. */
const looks = [0, 1000, 3000, 7000];
/** How long after its answer the bank may take before the way back to it is shown, in milliseconds. */
const answerTime = 10_000;

/** The sizes of 3-D Secure 2. */
export type ChallengeWindow = '01' | '02' | '03' | '04' | '05';

/** The bank's question about an order, and what there is to show of it. */
export interface Challenge {
  /**
   * `none`: there is no question (any more). `method`: the bank looks at the browser, in a frame that nobody sees. `challenge`: it asks in a frame.
   * `slow`: its page is late. `decoupled`: it asks elsewhere, and there is no frame.
   */
  status: 'none' | 'method' | 'challenge' | 'slow' | 'decoupled';
  /** The name of the frame, new for each mount. The form is posted to it once it is in the document. */
  name: string;
  /** The window that the bank was told of. */
  size: ChallengeWindow;
  /** Takes the frame's element: a new element for `method` and for `challenge`. */
  frameRef: (frame: HTMLIFrameElement | null) => void;
  /** `closed`: the shopper has left, or the bank is late with its word. `answered`: the bank says that it has its answer. */
  left: 'closed' | 'answered' | undefined;
  /** The shopper leaves the bank's page. The payment goes on being read. */
  leave: () => void;
  /** The shopper goes back to it. */
  goBack: () => void;
}

const windows: readonly ChallengeWindow[] = ['01', '02', '03', '04', '05'];

/** What the bank was told stands in its own message (EMV 3-D Secure, CReq), also after a reload in another window. */
function sizeOf(action: ChallengeAction | undefined): ChallengeWindow {
  try {
    const creq = action?.fields?.['creq'] ?? '';
    const said: unknown = JSON.parse(atob(creq.replaceAll('-', '+').replaceAll('_', '/'))).challengeWindowSize;
    const known = windows.find((size) => size === said);
    if (known) return known;
  } catch {
    // Not readable, or version 1, which knows no sizes.
  }
  return browserData().challengeWindowSize;
}

/** Before the bank's page there is an empty one. Of the bank's own, another origin, nothing can be read. */
const isEmpty = ({ contentDocument }: HTMLIFrameElement) => contentDocument?.URL === 'about:blank';

/** Hears a frame load something. */
function onLoad(frame: HTMLIFrameElement, heard: () => void): () => void {
  const loaded = () => {
    if (!isEmpty(frame)) heard();
  };
  frame.addEventListener('load', loaded);
  return () => frame.removeEventListener('load', loaded);
}

/** Posts the form of an action into a frame: once for each element, however often it is rendered. */
function usePosted(action: ChallengeAction | undefined, frame: HTMLIFrameElement | null, name: string): void {
  const posted = useRef(new WeakMap<HTMLIFrameElement, string>());
  useEffect(() => {
    // The frame of the method call is gone from the page before this knows of the question's: both have one name.
    if (!frame?.isConnected || !action?.url) return;
    const form = { url: action.url, fields: action.fields ?? {} };
    const key = JSON.stringify(form);
    if (posted.current.get(frame) === key) return;
    posted.current.set(frame, key);
    postForm(form, name);
  }, [action, frame, name]);
}

/** Goes on when the bank has looked at the browser, or has had long enough for it. */
function useMethodCall(isAsked: boolean, frame: HTMLIFrameElement | null, goOn: () => Promise<boolean>): void {
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isAsked) return;
    let isOver = false;
    const go = () => {
      if (isOver) return;
      isOver = true;
      void goOn().then((went) => {
        if (!went) setTries((count) => count + 1);
      });
    };
    const timers = [setTimeout(go, tries ? retryAfter : methodLimit)];
    const deaf =
      frame &&
      onLoad(frame, () => {
        clearTimeout(timers[1]);
        timers[1] = setTimeout(go, methodQuiet);
      });
    return () => {
      isOver = true;
      timers.forEach(clearTimeout);
      deaf?.();
    };
  }, [isAsked, frame, goOn, tries]);
}

/** Whether the bank's page is late. */
function useLate(isAsked: boolean, frame: HTMLIFrameElement | null): boolean {
  const [late, setLate] = useState<HTMLIFrameElement>();
  useEffect(() => {
    if (!isAsked || !frame) return;
    const timer = setTimeout(() => setLate(frame), slowAfter);
    const deaf = onLoad(frame, () => {
      clearTimeout(timer);
      setLate(undefined);
    });
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [isAsked, frame]);
  return late !== undefined && late === frame;
}

/**
 * Hears the return page ask to look again: from our own origin, from our own frame, with the name that the frame was given. Whatever else
 * is said to this window is not for us.
 */
function useBankAnswered(frame: HTMLIFrameElement | null, name: string, onAnswered: () => void): void {
  useEffect(() => {
    if (!frame) return;
    const heard = ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin !== location.origin || source !== frame.contentWindow) return;
      if (typeof data !== 'object' || data === null || !('type' in data) || !('frame' in data)) return;
      if (data.type === lookAgain && data.frame === name) onAnswered();
    };
    window.addEventListener('message', heard);
    return () => window.removeEventListener('message', heard);
  }, [frame, name, onAnswered]);
}

/**
 * Takes the shopper through the bank's 3-D Secure question about an order: method call, question, and back. It pays nothing and believes
 * nobody: whatever happens in the frame, the intent is read. It works from the intent alone, so that it goes on after a reload.
 */
export function useChallenge(order: string): Challenge {
  const onfile = useOnfile();
  const queryClient = useQueryClient();
  const { intent, refetch } = useIntent(order, (read) => read !== undefined && isPending(read));
  const [name] = useState(() => `onfile-${crypto.randomUUID()}`);
  const [frame, setFrame] = useState<HTMLIFrameElement | null>(null);
  const [left, setLeft] = useState<Challenge['left']>();
  const isAsked = intent?.status === 'challenge';
  const action = isAsked ? intent.action : undefined;
  // How a question was left says nothing of the next.
  if (left && !isAsked) setLeft(undefined);

  usePosted(action, frame, name);

  /** Whether it came through. It may be asked again: the gateway hears of it once. */
  const goOn = useRef(async () => true);
  useEffect(() => {
    goOn.current = async () => {
      if (!intent) return true;
      const { queryKey } = intentOptions(onfile, order);
      try {
        const next = await onfile.client.continueIntent(intent);
        // A reading that is on its way may be older.
        await queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, { ...next, secret: intent.secret });
        return true;
      } catch {
        await refetch();
        return false;
      }
    };
  });
  const [goOnNow] = useState(() => () => goOn.current());
  useMethodCall(action?.type === 'method', frame, goOnNow);

  const isLate = useLate(action?.type === 'challenge', frame);
  useBankAnswered(
    frame,
    name,
    useLatest(() => setLeft('answered')),
  );

  const look = useLatest(() => void refetch());
  useEffect(() => {
    if (!left || !isAsked) return;
    const timers = looks.map((after) => setTimeout(look, after));
    if (left === 'answered') timers.push(setTimeout(() => setLeft('closed'), answerTime));
    return () => timers.forEach(clearTimeout);
  }, [left, isAsked, look]);

  const type = action?.type ?? 'method';
  return {
    status: !isAsked ? 'none' : type === 'challenge' && isLate ? 'slow' : type,
    name,
    size: sizeOf(action),
    frameRef: setFrame,
    left,
    leave: useLatest(() => setLeft('closed')),
    goBack: useLatest(() => setLeft(undefined)),
  };
}
