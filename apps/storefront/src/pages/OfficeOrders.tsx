import { formatMoney } from '@onfile/ui';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { OfficeOrder } from '../../server/office-api.ts';
import { officeWords } from '../office-words.ts';
import { useLanguage } from '../shop.ts';
import { cardLine } from '../words.ts';
import type { Act } from './OfficePage.tsx';

/** Every order: how it stands, and what may be done with its money. */
export function OfficeOrders({ orders, act }: { orders: OfficeOrder[]; act: Act }) {
  const text = officeWords[useLanguage()];
  return (
    <section aria-labelledby="office-orders">
      <h2 id="office-orders">{text.orders}</h2>
      {orders.length ? (
        <ul className="office-list">
          {orders.map((one) => (
            <Order key={one.order} one={one} act={act} />
          ))}
        </ul>
      ) : (
        <p className="muted">{text.noOrders}</p>
      )}
    </section>
  );
}

type Change = 'capture' | 'cancel' | 'refund';

const hundredths = (amount: string) => Number(amount.replace('.', ''));
const decimal = (sum: number) => (sum / 100).toFixed(2);

/** How much is left to take or to give back. */
function leftOf({ amount, captured = '0.00', refunded = '0.00' }: OfficeOrder, change: Change): string {
  return decimal(hundredths(amount) - hundredths(change === 'capture' ? captured : refunded));
}

/** What the order's status allows. A sum that is only set aside is let go whole. */
function changesOf({ status, pending }: OfficeOrder): Change[] {
  if (pending) return [];
  if (status === 'authorised') return ['capture', 'cancel'];
  return status === 'paid' ? ['refund'] : [];
}

function Order({ one, act }: { one: OfficeOrder; act: Act }) {
  const language = useLanguage();
  const text = officeWords[language];
  const [open, setOpen] = useState<Change | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const { order, status } = one;
  const money = (sum: string) => formatMoney(sum, one.currency, language);
  const close = () => {
    const from = open;
    setOpen(null);
    // The form goes; the focus goes back to what opened it, or to what is left of the row.
    queueMicrotask(() => {
      const opener = row.current?.querySelector<HTMLElement>(`[data-change="${from}"]`);
      (opener ?? row.current)?.focus();
    });
  };
  return (
    <li ref={row} tabIndex={-1} data-order={order}>
      <div className="office-what">
        <strong>
          {text.order} {order}
        </strong>
        <span className="muted">
          {one.customer}
          {one.card && ` · ${cardLine(one.card)}`}
        </span>
        {one.bill && (
          <span className="muted small-text">
            {text.bill} {one.bill}
          </span>
        )}
      </div>
      <div className="office-what">
        <span className="pill" data-status={status}>
          {text.status[status]}
        </span>
      </div>
      <div className="office-what sum">
        <span>{money(one.amount)}</span>
        {one.captured && status === 'authorised' && (
          <span className="muted small-text">{`${text.taken} ${money(one.captured)}`}</span>
        )}
        {one.refunded && <span className="muted small-text">{`${text.returned} ${money(one.refunded)}`}</span>}
      </div>
      {one.pending && <p className="office-note">{text.pending}</p>}
      {!open && (
        <div className="actions">
          {changesOf(one).map((change) => (
            <button
              key={change}
              type="button"
              className="quiet small"
              data-change={change}
              aria-label={text.forOrder(text[change], order)}
              onClick={() => setOpen(change)}
            >
              {text[change]}
            </button>
          ))}
        </div>
      )}
      {open && <ChangeForm one={one} change={open} act={act} onClose={close} />}
    </li>
  );
}

const readSum = (typed: string, left: string): string | undefined => {
  const sum = typed.trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(sum)) return undefined;
  const amount = Math.round(Number(sum) * 100);
  return amount > 0 && amount <= hundredths(left) ? decimal(amount) : undefined;
};

function ChangeForm({
  one,
  change,
  act,
  onClose,
}: {
  one: OfficeOrder;
  change: Change;
  act: Act;
  onClose: () => void;
}) {
  const text = officeWords[useLanguage()];
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // Made once for each opening: the same form pressed twice asks for one thing.
  const [key] = useState(() => crypto.randomUUID());
  const [isBad, setIsBad] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const left = leftOf(one, change);
  const isWhole = change === 'cancel';
  useEffect(() => {
    input.current?.focus();
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const amount = readSum(input.current?.value ?? '', left);
    if (amount === undefined) return setIsBad(true);
    if (isBusy) return;
    setIsBusy(true);
    const what = change === 'refund' ? 'cancel' : change;
    const isOver = await act(what, { order: one.order, amount, id: key }, text.forOrder(text[change], one.order));
    setIsBusy(false);
    if (isOver) onClose();
  };
  return (
    <form className="office-form" onSubmit={(event) => void submit(event)}>
      <label htmlFor={id}>{text.amount}</label>
      <input
        ref={input}
        id={id}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={left}
        readOnly={isWhole}
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-bad` : undefined}
        onChange={() => setIsBad(false)}
      />
      <button type="submit" className="quiet small" aria-disabled={isBusy || undefined}>
        {text[`${change}Now`]}
      </button>
      <button type="button" className="quiet small" onClick={onClose}>
        {text.back}
      </button>
      {isBad && (
        <p id={`${id}-bad`} role="alert">
          {text.amountBad}
        </p>
      )}
    </form>
  );
}
