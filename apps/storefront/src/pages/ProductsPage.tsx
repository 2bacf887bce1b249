import { formatMoney } from '@onfile/ui';
import type { CSSProperties } from 'react';
import { setCount, useBasket } from '../basket.ts';
import { type Shop, useLanguage } from '../shop.ts';
import { words } from '../words.ts';

/** What the shop sells. */
export function ProductsPage({ shop }: { shop: Shop }) {
  const language = useLanguage();
  const text = words[language];
  const basket = useBasket();
  return (
    <>
      <h1 className="tagline">{text.tagline}</h1>
      <ul className="products">
        {shop.products.map(({ id, name, note, price, hue }) => (
          <li key={id} style={{ '--hue': hue } as CSSProperties}>
            <span className="swatch" aria-hidden="true" />
            <h2>{name[language]}</h2>
            <p className="muted">{note[language]}</p>
            <p className="price">{formatMoney((price / 100).toFixed(2), 'RUB', language)}</p>
            <button type="button" className="quiet" onClick={() => setCount(id, (basket[id] ?? 0) + 1)}>
              {basket[id] ? `${text.added}: ${basket[id]}` : text.add}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
