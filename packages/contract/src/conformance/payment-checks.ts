import { Intent } from '../intent.ts';
import { browser } from './body-checks.ts';
import type { Check } from './check.ts';
import { notGood, notProblem } from './judge.ts';
import { bearer, type Subject } from './subject.ts';

interface Press {
  intent: { id: string; secret: string };
  card: string;
  key: string;
}

const confirm = ({ call }: Subject, { intent, card, key }: Press) =>
  call(`/intents/${intent.id}/confirm`, {
    method: 'POST',
    body: { card, browser },
    headers: { ...bearer(intent.secret), 'idempotency-key': key },
  });

/** Cards that can be charged without a code. */
const payable = async ({ cards }: Subject) =>
  (await cards()).filter(({ active, needCVC }) => active && !needCVC).map(({ id }) => id);

/** The one payment that most of these look at: the first order, with the first card that can be charged. */
const paidOnce = (subject: Subject) =>
  subject.once('payment', async () => {
    const intent = await subject.open(0);
    const [card = ''] = await payable(subject);
    const press = { intent, card, key: subject.newKey() };
    return { press, amount: intent.amount, answer: await confirm(subject, press) };
  });

const statusOf = (json: unknown) =>
  typeof json === 'object' && json !== null && 'status' in json ? String(json.status) : 'nothing';

/** More charges for an order than there may be; `undefined` where nobody can tell. */
async function charged({ witness, orders }: Subject, n: number, most: number): Promise<string | undefined> {
  const charges = (await witness?.charges(orders[n] ?? '')) ?? [];
  return charges.length > most ? `the order was charged ${charges.length} times` : undefined;
}

/** How many presses there are at once: each counts as a try where tries are limited. */
const presses = [1, 2];

/** Payments. They move money at whatever gateway the proxy is pointed to: only where the caller says so. */
export const paymentChecks: Check[] = [
  {
    id: 'pay-once',
    what: 'A confirmation answers with the intent, and is charged once, in the intent’s sum.',
    why: 'This is what it is all for.',
    needs: ['order', 'card', 'pay'],
    run: async (subject) => {
      const { answer, amount } = await paidOnce(subject);
      const seen = notGood(answer, Intent);
      if (seen) return seen;
      const charges = await subject.witness?.charges(subject.orders[0] ?? '');
      const isPaid = ['paid', 'authorised'].includes(statusOf(answer.json));
      if (!charges) return isPaid ? undefined : `ended as ${statusOf(answer.json)}`;
      if (isPaid && !charges.length) return 'says paid, and nothing was charged';
      return charges.every((one) => one === amount) ? charged(subject, 0, 1) : `charged ${charges.join(', ')}`;
    },
  },
  {
    id: 'key-replayed',
    what: 'The same key again answers with that attempt, and charges nothing.',
    why: 'A lost answer is asked for again: by the browser, by the kit, by the shopper.',
    needs: ['order', 'card', 'pay'],
    run: async (subject) => {
      const { press, answer } = await paidOnce(subject);
      for (const again of [await confirm(subject, press), await confirm(subject, press)]) {
        const seen = notGood(again, Intent);
        if (seen) return seen;
        if (statusOf(again.json) !== statusOf(answer.json)) return `answered ${statusOf(again.json)} the second time`;
      }
      return charged(subject, 0, 1);
    },
  },
  {
    id: 'key-reused',
    what: 'The same key with another card is key_reused.',
    why: 'Two presses that are taken for one pay with the card that was not chosen.',
    needs: ['order', 'cards', 'pay'],
    run: async (subject) => {
      const { press } = await paidOnce(subject);
      const other = (await payable(subject)).find((id) => id !== press.card) ?? '';
      return notProblem(await confirm(subject, { ...press, card: other }), 'key_reused') ?? charged(subject, 0, 1);
    },
  },
  {
    id: 'order-closed',
    what: 'A paid order is closed to every other key.',
    why: 'The gateway may charge the same order twice.',
    needs: ['order', 'card', 'pay'],
    run: async (subject) => {
      const { press } = await paidOnce(subject);
      const again = await confirm(subject, { ...press, key: subject.newKey() });
      return notProblem(again, 'order_closed') ?? charged(subject, 0, 1);
    },
  },
  {
    id: 'double-press',
    what: 'Two keys at once are one payment; the other hears processing or order_closed.',
    why: 'Two tabs, two phones, an impatient thumb.',
    needs: ['orders', 'card', 'pay'],
    run: async (subject) => {
      const intent = await subject.open(1);
      const [card = ''] = await payable(subject);
      const answers = await Promise.all(presses.map(() => confirm(subject, { intent, card, key: subject.newKey() })));
      const taken = answers.filter(({ status }) => status === 200);
      if (taken.length !== 1) return `${taken.length} of ${presses.length} were taken`;
      for (const answer of answers)
        if (answer.status !== 200) {
          const seen = notProblem(answer, 'processing', 'order_closed', 'rate_limited');
          if (seen) return seen;
        }
      return charged(subject, 1, 1);
    },
  },
  {
    id: 'doubt',
    what: 'A payment that the gateway says nothing clear about is unconfirmed: not paid, not declined, and closed to other keys.',
    why: '“Paid” gives goods away; “declined” makes the shopper pay twice.',
    needs: ['third', 'card', 'pay', 'sandbox'],
    run: async (subject) => {
      const intent = await subject.open(2);
      const order = subject.orders[2] ?? '';
      const [card = ''] = await payable(subject);
      await subject.witness?.misbehave({ service: 'tokenpay', kind: 'unknown-state', order });
      await subject.witness?.misbehave({ service: 'orderresult', kind: 'server-error', order });
      try {
        const status = statusOf((await confirm(subject, { intent, card, key: subject.newKey() })).json);
        if (status !== 'unconfirmed' && status !== 'confirming') return `said ${status}`;
        const other = await confirm(subject, { intent, card, key: subject.newKey() });
        return notProblem(other, 'processing') ?? charged(subject, 2, 1);
      } finally {
        await subject.witness?.behave();
      }
    },
  },
  {
    id: 'gateway-words',
    what: 'When the gateway fails, the answer is unavailable and has none of its words.',
    why: 'They hold hosts, codes and sentences that are not for shoppers, and that somebody may look for.',
    needs: ['sandbox'],
    run: async ({ call, witness }) => {
      for (const kind of ['html', 'fault', 'server-error', 'malformed-list']) {
        await witness?.misbehave({ service: 'list', kind });
        try {
          const seen = notProblem(await call('/cards'), 'unavailable');
          if (seen) return `${seen} (${kind})`;
        } finally {
          await witness?.behave();
        }
      }
      return undefined;
    },
  },
];
