import { SavedCardCheckout } from '@onfile/ui';
import { Link } from '../Link.tsx';
import { isLost, useLanguage, useOrder } from '../shop.ts';
import { words } from '../words.ts';
import { OrderSummary } from './OrderSummary.tsx';

/** Paying for an order: the kit's checkout beside what is being paid for. */
export function CheckoutPage({ number, layout }: { number: string; layout: 'list' | 'wallet' }) {
  const text = words[useLanguage()];
  const reading = useOrder(number);
  const { data: order } = reading;
  if (isLost(reading)) return <h1>{text.notFound}</h1>;
  return (
    <div className="checkout">
      <h1 className="hidden">{text.checkout}</h1>
      <SavedCardCheckout
        order={number}
        layout={layout}
        undo={false}
        resultAction={() => <Link href={`/orders/${number}`}>{text.seeOrder}</Link>}
      />
      {order && <OrderSummary order={order} />}
    </div>
  );
}
