import { formatMoney } from '@onfile/ui';
import { type FormEvent, useId } from 'react';
import type { Office } from '../../server/office-api.ts';
import { officeWords } from '../office-words.ts';
import { useLanguage } from '../shop.ts';
import { cardLine } from '../words.ts';
import type { Act } from './OfficePage.tsx';

type Review = Office['reviews'][number];

/** What waits for a person, with what is known of it. */
export function OfficeReviews({ reviews, act }: { reviews: Review[]; act: Act }) {
  const text = officeWords[useLanguage()];
  return (
    <section aria-labelledby="office-reviews">
      <h2 id="office-reviews">{text.reviews}</h2>
      {reviews.length ? (
        <ul className="office-list">
          {reviews.map((one) => (
            <ReviewRow key={one.intent} one={one} act={act} />
          ))}
        </ul>
      ) : (
        <p className="muted">{text.noReviews}</p>
      )}
    </section>
  );
}

function ReviewRow({ one, act }: { one: Review; act: Act }) {
  const language = useLanguage();
  const text = officeWords[language];
  const moment = (at: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  return (
    <li className="office-review" data-order={one.order}>
      <div className="office-what">
        <strong>
          {text.order} {one.order}
        </strong>
        <span className="muted">
          {one.customer} · {formatMoney(one.amount, one.currency, language)} · {text.since} {moment(one.since)}
        </span>
        <span>{text.why[one.why]}</span>
      </div>
      <div className="office-evidence">
        <h3>{text.bills}</h3>
        {one.bills.length ? (
          <ul>
            {one.bills.map(({ bill, state, amount, currency, at, card, approvalCode }) => (
              <li key={bill}>
                <span>{bill}</span> <span>{state}</span> <span>{formatMoney(amount, currency, language)}</span>{' '}
                <span className="muted">
                  {[at && moment(at), card && cardLine(card), approvalCode].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="muted">{text.noBills}</p>
        )}
      </div>
      <SettleForm one={one} act={act} />
    </li>
  );
}

const textOf = (data: FormData, name: string) => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

/** A person's decision. Which bill is asked only where there are several. */
function SettleForm({ one, act }: { one: Review; act: Act }) {
  const text = officeWords[useLanguage()];
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const bill = textOf(data, 'bill');
    const body = {
      intent: one.intent,
      outcome: textOf(data, 'outcome'),
      note: textOf(data, 'note'),
      ...(bill && { bill }),
    };
    void act('settle', body, `${text.order} ${one.order}`);
  };
  return (
    <form className="office-settle" onSubmit={submit}>
      <fieldset>
        <legend>{text.outcome}</legend>
        {(['paid', 'canceled', 'not-charged'] as const).map((outcome) => (
          <label key={outcome}>
            <input type="radio" name="outcome" value={outcome} required /> {text.outcomes[outcome]}
          </label>
        ))}
      </fieldset>
      {one.bills.length > 1 && (
        <label>
          {text.whichBill}
          <select name="bill" defaultValue="">
            <option value="">{text.choose}</option>
            {one.bills.map(({ bill }) => (
              <option key={bill}>{bill}</option>
            ))}
          </select>
        </label>
      )}
      <label htmlFor={id}>{text.reason}</label>
      <textarea id={id} name="note" rows={2} maxLength={500} required />
      <button type="submit" className="quiet small">
        {text.settle}
      </button>
    </form>
  );
}
