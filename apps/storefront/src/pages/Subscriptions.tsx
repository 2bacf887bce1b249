import { onfileKey } from '@onfile/hooks';
import { formatMoney } from '@onfile/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Subscription } from '../../server/shop-api.ts';
import { post, useLanguage, useSubscriptions } from '../shop.ts';
import { cardLine, longDay, words } from '../words.ts';

/** What is charged by itself, and the way to end it. Nothing where there is none. */
export function Subscriptions({ customer }: { customer: string }) {
  const text = words[useLanguage()].subscriptions;
  const { data = [] } = useSubscriptions(customer);
  if (!data.length) return null;
  return (
    <section className="subscriptions" aria-labelledby="subscriptions-heading">
      <h2 id="subscriptions-heading">{text.title}</h2>
      <ul>
        {data.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Row({ one }: { one: Subscription }) {
  const language = useLanguage();
  const { perMonth, subscriptions: text } = words[language];
  const heading = useRef<HTMLHeadingElement>(null);
  const { isActive } = one;
  const wasActive = useRef(isActive);
  useEffect(() => {
    // The buttons go with what they did; the focus stays with the subscription.
    if (wasActive.current && !isActive && document.activeElement === document.body) heading.current?.focus();
    wasActive.current = isActive;
  }, [isActive]);
  return (
    <li>
      <h3 ref={heading} tabIndex={-1}>
        {one.name}
      </h3>
      <p className="muted">{perMonth(formatMoney(one.amount, one.currency, language))}</p>
      {isActive ? (
        <>
          <dl>
            {one.nextAt && (
              <>
                <dt>{text.next}</dt>
                <dd>{longDay(one.nextAt, language)}</dd>
              </>
            )}
            <dt>{text.until}</dt>
            <dd>{longDay(one.until, language)}</dd>
            {one.card && (
              <>
                <dt>{text.paidBy}</dt>
                <dd>{cardLine(one.card)}</dd>
              </>
            )}
          </dl>
          <End one={one} />
        </>
      ) : (
        <p role="status">{text.ended}</p>
      )}
    </li>
  );
}

/** Ending is asked about once: it is for good. */
function End({ one }: { one: Subscription }) {
  const text = words[useLanguage()].subscriptions;
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const end = async () => {
    setHasFailed(false);
    try {
      await post(`/api/subscriptions/${one.id}/end`, {});
    } catch {
      // Without an answer nobody knows whether it has ended: the list does.
      setHasFailed(true);
      setIsAsking(false);
    }
    await queryClient.invalidateQueries({ queryKey: ['subscriptions'] });
    // A card that it charged is free to go.
    await queryClient.invalidateQueries({ queryKey: onfileKey });
  };
  if (!isAsking)
    return (
      <>
        {hasFailed && <p role="alert">{text.failed}</p>}
        <button
          ref={ask}
          type="button"
          className="quiet small"
          aria-label={text.endOne(one.name)}
          onClick={() => setIsAsking(true)}
        >
          {text.end}
        </button>
      </>
    );
  return (
    <div role="group" aria-label={text.sure}>
      <p>{text.sure}</p>
      <div className="actions">
        <button type="button" className="quiet small danger" onClick={() => void end()}>
          {text.end}
        </button>
        <button ref={keep} type="button" className="quiet small" onClick={() => setIsAsking(false)}>
          {text.keep}
        </button>
      </div>
    </div>
  );
}
