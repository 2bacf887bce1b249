import { formatMoney } from '@onfile/ui';
import { type CSSProperties, useState } from 'react';
import { setCount, useBasket } from '../basket.ts';
import { go, placeOrder, type Shop, useLanguage } from '../shop.ts';
import { words } from '../words.ts';

/** What the shop sells. */
export function ProductsPage({ shop }: { shop: Shop }) {
  const language = useLanguage();
  const text = words[language];
  const basket = useBasket();
  const [failed, setFailed] = useState('');
  const sumOf = (price: number) => formatMoney((price / 100).toFixed(2), 'RUB', language);
  // A subscription is ordered alone; who is not signed in is told so by the basket's page.
  const subscribe = async (id: string) => {
    if (!shop.customer) return go('/cart');
    setFailed('');
    try {
      await placeOrder(language, [{ id, count: 1 }]);
    } catch {
      setFailed(id);
    }
  };
  return (
    <>
      <h1 className="tagline">{text.tagline}</h1>
      <ul className="products">
        {shop.products.map(({ id, name, note, price, hue, everyDays }) => (
          <li key={id} style={{ '--hue': hue } as CSSProperties}>
            <span className="swatch" aria-hidden="true" />
            <h2>{name[language]}</h2>
            <p className="muted">{note[language]}</p>
            <p className="price">{everyDays ? text.perMonth(sumOf(price)) : sumOf(price)}</p>
            {everyDays ? (
              <button type="button" className="quiet" onClick={() => void subscribe(id)}>
                {text.subscribe}
              </button>
            ) : (
              <button type="button" className="quiet" onClick={() => setCount(id, (basket[id] ?? 0) + 1)}>
                {basket[id] ? `${text.added}: ${basket[id]}` : text.add}
              </button>
            )}
            {failed === id && <p role="alert">{text.failed}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
