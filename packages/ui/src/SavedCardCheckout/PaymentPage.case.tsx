import { type HostedForm, postForm } from '@onfile/hooks';
import { useEffect, useRef } from 'react';

const frameName = 'payment-page';

/** Takes the payment page into the story's frame instead of the story away. */
export const showPaymentPage = (form: HostedForm) => postForm(form, frameName);

/** Where the payment page is shown. When it sends the shopper back, the story is told what a browser tells a page that it brings back. */
export function PaymentPage() {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const element = frame.current;
    const loaded = () => {
      if (element?.contentWindow?.location.pathname.includes('/orders/'))
        window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    };
    element?.addEventListener('load', loaded);
    return () => element?.removeEventListener('load', loaded);
  }, []);
  return (
    <iframe
      ref={frame}
      name={frameName}
      title="Payment page"
      style={{ border: 0, inlineSize: '100%', maxInlineSize: 480, blockSize: 640, marginBlockStart: 24 }}
    />
  );
}
