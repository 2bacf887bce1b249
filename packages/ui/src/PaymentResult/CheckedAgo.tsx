import { useEffect, useState } from 'react';
import { useWords } from '../messages/words-context.ts';

/** How long ago the bank was asked: counted while it is shown, and kept from those who listen, for whom it would never end. */
export function CheckedAgo({ at, now }: { at: string; now: () => number }) {
  const { checkedAgo } = useWords().messages;
  const [time, setTime] = useState<number>();
  useEffect(() => {
    const look = () => setTime(now());
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [now]);
  // A server does not know when it will be read.
  if (time === undefined) return null;
  // The proxy's clock may be ahead of the browser's.
  const seconds = Math.max(0, Math.floor((time - Date.parse(at)) / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return <> · {checkedAgo(seconds, 'second')}</>;
  return <> · {minutes < 60 ? checkedAgo(minutes, 'minute') : checkedAgo(Math.floor(minutes / 60), 'hour')}</>;
}
