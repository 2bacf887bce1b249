import { type Challenge, useChallenge } from '@onfile/hooks';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLanguage } from '../shop.ts';
import { words } from '../words.ts';

/** What the bank's page may do: run, keep what is its own, post its forms, open what it links to. It may not take this page away. */
const sandbox = 'allow-scripts allow-forms allow-same-origin allow-popups';

/** The bank's question in a dialog of the shop's own, and the way back to it. `onBack` takes the focus from a button that is about to go. */
export function OwnChallenge({ order, onBack }: { order: string; onBack: () => void }) {
  const text = words[useLanguage()].headless.bank;
  const challenge = useChallenge(order);
  const { status, left, goBack } = challenge;
  const back = () => {
    onBack();
    goBack();
  };
  if (status === 'none') return null;
  if (!left) return <Question challenge={challenge} />;
  return (
    left === 'closed' && (
      <button type="button" className="quiet" onClick={back}>
        {text.back}
      </button>
    )
  );
}

function Question({ challenge: { status, name, size, frameRef, leave } }: { challenge: Challenge }) {
  const text = words[useLanguage()].headless.bank;
  const dialog = useRef<HTMLDialogElement>(null);
  // Opened when all else has its focus, and closed before it leaves the document: only so does the browser give the focus back to there.
  useEffect(() => dialog.current?.showModal(), []);
  useLayoutEffect(() => {
    const { current } = dialog;
    return () => current?.close();
  }, []);
  const frame = { name, sandbox, ref: frameRef };
  return (
    <dialog ref={dialog} className="plain-bank" aria-labelledby={`${name}-title`} data-size={size} onCancel={leave}>
      <h2 id={`${name}-title`}>{text.title}</h2>
      {/* The two are different elements: what comes late from the first does not take the place of the second. */}
      {status === 'method' && <iframe key="method" title={text.frame} hidden {...frame} />}
      {(status === 'challenge' || status === 'slow') && <iframe key="challenge" title={text.frame} {...frame} />}
      <p role="status">{status !== 'none' && text.says[status]}</p>
      <button type="button" className="quiet" onClick={leave}>
        {text.leave}
      </button>
    </dialog>
  );
}
