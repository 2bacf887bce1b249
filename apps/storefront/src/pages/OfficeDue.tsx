import { formatMoney } from '@onfile/ui';
import { useState } from 'react';
import type { Office } from '../../server/office-api.ts';
import { officeWords } from '../office-words.ts';
import { useLanguage } from '../shop.ts';
import { cardLine } from '../words.ts';
import type { Act } from './OfficePage.tsx';

/** Subscriptions whose next payment may be asked for. */
export function OfficeDue({ due, act }: { due: Office['due']; act: Act }) {
  const text = officeWords[useLanguage()];
  return (
    <section aria-labelledby="office-due">
      <h2 id="office-due">{text.due}</h2>
      {due.length ? (
        <ul className="office-list">
          {due.map((one) => (
            <Due key={one.agreement} one={one} act={act} />
          ))}
        </ul>
      ) : (
        <p className="muted">{text.noDue}</p>
      )}
    </section>
  );
}

function Due({ one, act }: { one: Office['due'][number]; act: Act }) {
  const language = useLanguage();
  const text = officeWords[language];
  const [isBusy, setIsBusy] = useState(false);
  const { agreement, period, name, customer } = one;
  const verb = one.status === 'declined' ? text.chargeAgain : text.charge;
  const charge = async () => {
    setIsBusy(true);
    await act('charge', { agreement, period }, name);
    setIsBusy(false);
  };
  return (
    <li>
      <div className="office-what">
        <strong>{name}</strong>
        <span className="muted">
          {customer}
          {one.card && ` · ${cardLine(one.card)}`}
        </span>
      </div>
      <div className="office-what">
        <span>{text.period(period)}</span>
        {one.status && (
          <span className="pill" data-status={one.status}>
            {text.status[one.status]}
          </span>
        )}
      </div>
      <span className="sum">{formatMoney(one.amount, one.currency, language)}</span>
      <div className="actions">
        <button
          type="button"
          className="quiet small"
          aria-label={text.chargeOne(verb, name, customer)}
          aria-disabled={isBusy || undefined}
          onClick={() => {
            if (!isBusy) void charge();
          }}
        >
          {verb}
        </button>
      </div>
    </li>
  );
}
