import { formatMoney } from '@onfile/ui';
import { useEffect, useRef } from 'react';
import { Link } from '../Link.tsx';
import { isLost, useLanguage, useOrder } from '../shop.ts';
import { brandName, words } from '../words.ts';
import { CheckoutPage } from './CheckoutPage.tsx';
import { OrderSummary } from './OrderSummary.tsx';

/** Where the checkout has come to its end on this page the order takes its place, and the focus with it. */
function useFocusAfterCheckout(isPayable: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const wasPayable = useRef(false);
  useEffect(() => {
    if (wasPayable.current && document.activeElement === document.body) heading.current?.focus();
    wasPayable.current = isPayable;
  }, [isPayable]);
  return heading;
}

/** An order: what is known of its payment, and what is in it. One that is not paid can be paid here. */
export function OrderPage({ number }: { number: string }) {
  const language = useLanguage();
  const text = words[language];
  const reading = useOrder(number);
  const { data: order } = reading;
  const heading = useFocusAfterCheckout(order?.status === 'new');
  if (isLost(reading)) return <h1>{text.notFound}</h1>;
  if (!order) return null;
  if (order.status === 'new') return <CheckoutPage number={number} layout="list" />;
  const said = order.status === 'paid' ? text.onItsWay : text[order.status];
  return (
    <div className="narrow">
      <h1 ref={heading} tabIndex={-1}>
        {text.order} {order.number}
      </h1>
      <div className="status" role="status">
        <strong>{order.status === 'paid' ? text.paid : text.order}</strong>
        <p>{said}</p>
        {order.card && (
          <p>
            {text.paidWith} {brandName(order.card.brand)} •• {order.card.last4}
          </p>
        )}
      </div>
      {(order.captured ?? order.refunded) && (
        <ul className="lines">
          {order.captured && order.status === 'authorised' && (
            <li>
              <span>{text.taken}</span>
              <span className="sum">{formatMoney(order.captured, order.currency, language)}</span>
            </li>
          )}
          {order.refunded && (
            <li>
              <span>{text.returned}</span>
              <span className="sum">{formatMoney(order.refunded, order.currency, language)}</span>
            </li>
          )}
        </ul>
      )}
      <OrderSummary order={order} />
      <Link href="/">{text.again}</Link>
    </div>
  );
}
