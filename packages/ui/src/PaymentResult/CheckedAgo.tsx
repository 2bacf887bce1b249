import { useEffect, useState } from 'react';
import { useWords } from '../messages/words-context.ts';

/** How long ago the bank was asked: counted while it is shown, and kept from those who listen, for whom it would never end. */
export function CheckedAgo({ at, now }: { at: string; now: () => number }) {
  const { checkedAgo } = useWords().messages;
  const [seconds, setSeconds] = useState(NaN);
  useEffect(() => {
    // The proxy's clock may be ahead of the browser's.
    const look = () => setSeconds(Math.max(0, Math.floor((now() - Date.parse(at)) / 1000)));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [at, now]);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return <> · {checkedAgo(seconds, 'second')}</>;
  if (minutes < 60) return <> · {checkedAgo(minutes, 'minute')}</>;
  // A server does not know when it will be read, and no browser reads every time of ISO 8601.
  return minutes ? <> · {checkedAgo(Math.floor(minutes / 60), 'hour')}</> : null;
}
