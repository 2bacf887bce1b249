import { Intent, OpenedIntent } from '../intent.ts';
import { browser } from './body-checks.ts';
import type { Check } from './check.ts';
import { differ, notGood, notProblem } from './judge.ts';
import { bearer, type Subject } from './subject.ts';

const absentIntent = '00000000-0000-4000-8000-000000000000';
const absentCard = 'conformance-nothing';
const read = ({ call }: Subject, id: string, headers: Record<string, string> = {}) =>
  call(`/intents/${id}`, { headers });

/** A confirmation that cannot pay, because its card is not there. */
async function confirm(subject: Subject, more: object, headers: Record<string, string> = {}, raw?: string) {
  const { id, secret } = await subject.open(0);
  const body = { card: absentCard, browser, ...more };
  return subject.call(`/intents/${id}/confirm`, {
    method: 'POST',
    ...(raw === undefined ? { body } : { raw }),
    headers: { ...bearer(secret), 'idempotency-key': subject.newKey(), ...headers },
  });
}

/** Intents and their secrets. None of these moves money. */
export const intentChecks: Check[] = [
  {
    id: 'intent-shape',
    what: 'POST /intents answers with an intent and its secret, and GET /intents/{id} with the intent.',
    why: 'The kit shows what it can read.',
    needs: ['order'],
    run: async (subject) => {
      const answer = await subject.call('/intents', { method: 'POST', body: { order: subject.orders[0] } });
      const seen = notGood(answer, OpenedIntent);
      if (seen) return seen;
      const { id, secret } = await subject.open(0);
      return notGood(await read(subject, id, bearer(secret)), Intent);
    },
  },
  {
    id: 'intent-no-store',
    what: 'An intent may be kept by no cache.',
    why: 'It holds a secret that pays, and its status must be today’s.',
    needs: ['order'],
    run: async (subject) => {
      const { headers } = await subject.call('/intents', { method: 'POST', body: { order: subject.orders[0] } });
      return /\bno-store\b/.test(headers.get('cache-control') ?? '') ? undefined : 'is cacheable';
    },
  },
  {
    id: 'intent-single',
    what: 'An order has one intent, however often it is opened.',
    why: 'Two intents are two payments.',
    needs: ['order'],
    run: async ({ open }) => {
      const [first, second] = [await open(0), await open(0)];
      return first.id === second.id ? undefined : 'two openings made two intents';
    },
  },
  {
    id: 'secret-needed',
    what: 'An intent is not opened by a session, only by its secret.',
    why: 'A page that is shown in another account, or a stranger’s form, has the cookie and not the secret.',
    needs: ['order'],
    run: async (subject) => notProblem(await read(subject, (await subject.open(0)).id), 'unauthenticated'),
  },
  {
    id: 'secret-wrong',
    what: 'A wrong secret, and an intent that is not there, are answered alike.',
    why: 'A difference tells which intents exist.',
    needs: ['order'],
    run: async (subject) => {
      const { id, secret } = await subject.open(0);
      const wrong = await read(subject, id, bearer(`${secret.slice(0, -4)}AAAA`));
      return notProblem(wrong, 'unauthenticated') ?? differ(wrong, await read(subject, absentIntent, bearer(secret)));
    },
  },
  {
    id: 'secret-bound',
    what: 'The secret of one intent opens no other.',
    why: 'Whoever has paid once could pay for, and see, everything.',
    needs: ['orders'],
    run: async (subject) => {
      const [first, second] = [await subject.open(0), await subject.open(1)];
      return notProblem(await read(subject, second.id, bearer(first.secret)), 'unauthenticated');
    },
  },
  {
    id: 'key-needed',
    what: 'A confirmation without an Idempotency-Key, or with one that is none, is a bad request.',
    why: 'Without it a second click is a second payment.',
    needs: ['order'],
    run: async (subject) => {
      const { id, secret } = await subject.open(0);
      for (const key of [undefined, 'short', 'x'.repeat(65), 'spaces are none of it']) {
        const headers = { ...bearer(secret), ...(key !== undefined && { 'idempotency-key': key }) };
        const answer = await subject.call(`/intents/${id}/confirm`, {
          method: 'POST',
          body: { card: absentCard, browser },
          headers,
        });
        const seen = notProblem(answer, 'bad_request');
        if (seen) return `${seen}, for ${key ?? 'none'}`;
      }
      return undefined;
    },
  },
  {
    id: 'confirm-unknown-field',
    what: 'A confirmation that names a sum, a customer or anything else is refused.',
    why: 'The browser says which card, and nothing about money.',
    needs: ['order'],
    run: async (subject) => {
      for (const more of [
        { amount: '1.00' },
        { customer: '1' },
        { order: '1' },
        { browser: { ...browser, amount: '1.00' } },
      ]) {
        const seen = notProblem(await confirm(subject, more), 'bad_request');
        if (seen) return `${seen}, for ${Object.keys(more)[0]}`;
      }
      return undefined;
    },
  },
  {
    id: 'confirm-size',
    what: 'A confirmation of more than 1 kB is refused.',
    why: 'It is the one route that may be asked to carry a security code: nothing else belongs in it.',
    needs: ['order'],
    run: async (subject) => {
      const raw = `${' '.repeat(1500)}${JSON.stringify({ card: absentCard, browser })}`;
      return notProblem(await confirm(subject, {}, {}, raw), 'bad_request');
    },
  },
  {
    id: 'confirm-code',
    what: 'Where codes are typed on the payment page, a confirmation that brings one is refused.',
    why: 'A code that is taken where none is due is a code that somebody keeps.',
    needs: ['order'],
    run: async (subject) => {
      const list = await subject.once('list answer', () => subject.call('/cards'));
      const { capabilities } = (list.json ?? {}) as { capabilities?: { cvc?: unknown } };
      if (capabilities?.cvc !== 'hosted') return undefined;
      return notProblem(await confirm(subject, { cvc: '123' }), 'bad_request');
    },
  },
  {
    id: 'confirm-absent-card',
    what: 'A card that is not there is not_found, and nothing is paid.',
    why: 'A default card that nobody chose is a payment that nobody made.',
    needs: ['order'],
    run: async (subject) => notProblem(await confirm(subject, {}), 'not_found', 'card_gone'),
  },
  {
    id: 'confirm-foreign-card',
    what: 'Somebody else’s card is answered as one that is not there, to the letter.',
    why: 'It would be charged.',
    needs: ['order', 'pay', 'otherCard'],
    run: async (subject) => {
      const [foreign] = await subject.otherCards();
      return differ(await confirm(subject, { card: foreign?.id }), await confirm(subject, {}));
    },
  },
];
