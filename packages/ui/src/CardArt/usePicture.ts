import { useEffect, useState } from 'react';

/** How long a picture may take, in milliseconds, before the plate stays. */
const patience = 3000;

/** Whether a picture is there: the plate is shown until it is, and for good where it fails or takes too long. */
export function usePicture(url: string | undefined): {
  shown: boolean;
  failed: boolean;
  onLoad: () => void;
  onError: () => void;
} {
  const [state, setState] = useState<{ url: string | undefined; is: 'waiting' | 'shown' | 'failed' }>({
    url,
    is: 'waiting',
  });
  if (state.url !== url) setState({ url, is: 'waiting' });
  useEffect(() => {
    if (!url) return;
    const timer = setTimeout(
      () => setState((now) => (now.is === 'waiting' ? { ...now, is: 'failed' } : now)),
      patience,
    );
    return () => clearTimeout(timer);
  }, [url]);
  return {
    shown: state.is === 'shown',
    failed: state.is === 'failed',
    onLoad: () => setState((now) => (now.is === 'waiting' ? { ...now, is: 'shown' } : now)),
    onError: () => setState((now) => ({ ...now, is: 'failed' })),
  };
}
