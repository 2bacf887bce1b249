import { formatMoney } from '@onfile/ui';
import type { ShopOrder } from '../../server/order-book.ts';
import { useLanguage } from '../shop.ts';
import { words } from '../words.ts';

/** The lines of an order and their sum. */
export function OrderSummary({ order }: { order: ShopOrder }) {
  const language = useLanguage();
  const text = words[language];
  return (
    <section className="summary" aria-labelledby="summary-heading">
      <h2 id="summary-heading">{text.yourOrder}</h2>
      <ul className="lines">
        {order.lines.map(({ name, count, sum }) => (
          <li key={name.en}>
            <span>
              {name[language]}
              {count > 1 && ` × ${count}`}
            </span>
            <span className="sum">{formatMoney(sum, order.currency, language)}</span>
          </li>
        ))}
        <li className="total">
          <span>{text.total}</span>
          <span className="sum">{formatMoney(order.total, order.currency, language)}</span>
        </li>
      </ul>
    </section>
  );
}
