import { formatMoney } from '@onfile/ui';
import { useState } from 'react';
import { emptyBasket, setCount, useBasket } from '../basket.ts';
import { Link } from '../Link.tsx';
import { placeOrder, type Shop, useLanguage } from '../shop.ts';
import { words } from '../words.ts';

const decimal = (kopecks: number) => (kopecks / 100).toFixed(2);

/** The basket, on its way to an order. */
export function CartPage({ shop }: { shop: Shop }) {
  const language = useLanguage();
  const text = words[language];
  const basket = useBasket();
  const [hasFailed, setHasFailed] = useState(false);
  const lines = shop.products.flatMap((product) => {
    const count = basket[product.id];
    return count ? [{ product, count }] : [];
  });
  if (!lines.length)
    return (
      <section className="narrow">
        <h1>{text.basket}</h1>
        <p>{text.empty}</p>
        <Link href="/">{text.look}</Link>
      </section>
    );
  const total = lines.reduce((sum, { product, count }) => sum + product.price * count, shop.delivery);
  const checkOut = async () => {
    const wanted = lines.map(({ product, count }) => ({ id: product.id, count }));
    setHasFailed(false);
    try {
      if (await placeOrder(language, wanted)) emptyBasket();
    } catch {
      setHasFailed(true);
    }
  };
  return (
    <section className="narrow">
      <h1>{text.basket}</h1>
      <ul className="lines">
        {lines.map(({ product, count }) => (
          <li key={product.id}>
            <span>{product.name[language]}</span>
            <span className="stepper">
              <button
                type="button"
                aria-label={`${text.less}: ${product.name[language]}`}
                onClick={() => setCount(product.id, count - 1)}
              >
                −
              </button>
              <output>{count}</output>
              <button
                type="button"
                aria-label={`${text.more}: ${product.name[language]}`}
                onClick={() => setCount(product.id, count + 1)}
              >
                +
              </button>
            </span>
            <span className="sum">{formatMoney(decimal(product.price * count), 'RUB', language)}</span>
          </li>
        ))}
        <li>
          <span>{text.delivery}</span>
          <span className="sum">{formatMoney(decimal(shop.delivery), 'RUB', language)}</span>
        </li>
        <li className="total">
          <span>{text.total}</span>
          <span className="sum">{formatMoney(decimal(total), 'RUB', language)}</span>
        </li>
      </ul>
      {hasFailed && <p role="alert">{text.failed}</p>}
      {shop.customer ? (
        <button type="button" className="primary" onClick={() => void checkOut()}>
          {text.checkout}
        </button>
      ) : (
        <p>{shop.isDemo ? text.signIn : text.noAccounts}</p>
      )}
    </section>
  );
}
