import { useEffect, useState } from 'react';

/** Whether something has been going on for longer than a shopper likes to wait. Default 8000 milliseconds. */
export function useSlow(active: boolean, after = 8000): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setSlow(true), after);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [active, after]);
  return slow;
}
