import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Office } from '../../server/office-api.ts';
import { officeWords, sentence } from '../office-words.ts';
import { officeAct, type Shop, ShopError, useLanguage, useOffice } from '../shop.ts';
import { words } from '../words.ts';
import { OfficeDue } from './OfficeDue.tsx';
import { OfficeOrders } from './OfficeOrders.tsx';
import { OfficeReviews } from './OfficeReviews.tsx';

/** Does something in the back office, and says what came of it. Answers whether the form may be closed. */
export type Act = (what: string, body: object, about?: string) => Promise<boolean>;

/** The merchant's own page: orders, subscriptions that are due, and what waits for a person. Only in the demo, and only for its staff. */
export function OfficePage({ shop }: { shop: Shop }) {
  const language = useLanguage();
  const text = officeWords[language];
  const { data, error } = useOffice();
  if (!shop.isDemo) return <h1>{words[language].notFound}</h1>;
  if (error instanceof ShopError && error.status === 401) return <SignIn />;
  return (
    <>
      {error && <p role="alert">{text.failed}</p>}
      {data && <Desk office={data} />}
    </>
  );
}

function SignIn() {
  const text = officeWords[useLanguage()];
  const queryClient = useQueryClient();
  const signIn = async () => {
    await officeAct('sign-in', {});
    await queryClient.invalidateQueries({ queryKey: ['office'] });
  };
  return (
    <section className="narrow status">
      <h1>{text.signInTitle}</h1>
      <p className="muted">{text.note}</p>
      <button type="button" className="primary" onClick={() => void signIn()}>
        {text.signIn}
      </button>
    </section>
  );
}

function Desk({ office }: { office: Office }) {
  const text = officeWords[useLanguage()];
  const queryClient = useQueryClient();
  const [said, setSaid] = useState('');
  const act: Act = async (what, body, about = '') => {
    setSaid('');
    try {
      const answer = await officeAct(what, body);
      setSaid(`${about ? `${about}. ` : ''}${sentence(answer.said, text)}`);
      return true;
    } catch {
      setSaid(text.said.other);
      return false;
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['office'] });
    }
  };
  return (
    <div className="office">
      <div className="office-top">
        <div>
          <h1>{text.title}</h1>
          <p className="muted">{text.note}</p>
        </div>
        <Time days={office.days} act={act} />
      </div>
      <p role="status" className="office-said">
        {said}
      </p>
      <OfficeReviews reviews={office.reviews} act={act} />
      <OfficeDue due={office.due} act={act} />
      <OfficeOrders orders={office.orders} act={act} />
    </div>
  );
}

function Time({ days, act }: { days: number; act: Act }) {
  const text = officeWords[useLanguage()];
  return (
    <div className="office-time">
      <p>
        <span className="muted">{text.time}:</span> {text.ahead(days)}
      </p>
      <div className="actions">
        <button type="button" className="quiet small" onClick={() => void act('clock', { days: days + 31 })}>
          {text.month}
        </button>
        {days > 0 && (
          <button type="button" className="quiet small" onClick={() => void act('clock', { days: 0 })}>
            {text.today}
          </button>
        )}
      </div>
    </div>
  );
}
