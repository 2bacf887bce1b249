import { CardList } from '../card-list.ts';
import { Capabilities, SavedCard } from '../saved-card.ts';
import type { Check } from './check.ts';
import { notGood, notProblem } from './judge.ts';
import type { Answer, Subject } from './subject.ts';

const list = ({ call, once }: Subject) => once('list answer', () => call('/cards'));
const absent = ({ call, once }: Subject) => once('absent answer', () => call('/no-such-thing'));

/** The headers that every answer has, good or bad, and what they must say. */
const guards: Readonly<Record<string, (value: string) => boolean>> = {
  'content-security-policy': (value) =>
    value.includes("default-src 'none'") && value.includes("frame-ancestors 'none'"),
  'cross-origin-resource-policy': (value) => value === 'same-origin',
  'referrer-policy': (value) => value === 'no-referrer',
  'x-content-type-options': (value) => value === 'nosniff',
};

function missing({ headers }: Answer): string | undefined {
  const names = Object.entries(guards)
    .filter(([name, holds]) => !holds(headers.get(name) ?? ''))
    .map(([name]) => name);
  return names.length ? `lacks ${names.join(', ')}` : undefined;
}

const isKept = ({ headers }: Answer) => !/\bno-store\b/.test(headers.get('cache-control') ?? '');

/** Names that an object has, and the contract does not know. */
function strangers(value: unknown, known: object): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).filter((name) => !(name in known)) : [];
}

function strangersOf(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return [];
  const { cards, capabilities } = json as { cards?: unknown; capabilities?: unknown };
  const ofCards = Array.isArray(cards) ? cards.flatMap((card) => strangers(card, SavedCard.entries)) : [];
  return [...strangers(json, CardList.entries), ...strangers(capabilities, Capabilities.entries), ...ofCards];
}

/** The ids of a list and the addresses of its pictures, as they stand. */
function namesOf(json: unknown): string {
  const { cards } = (json ?? {}) as { cards?: unknown };
  if (!Array.isArray(cards)) return '';
  return JSON.stringify(cards.map(({ id, assets }) => [id, JSON.stringify(assets)?.match(/"url":"[^"]*"/g)]));
}

/** What every answer is like. */
export const answerChecks: Check[] = [
  {
    id: 'list-shape',
    what: 'GET /cards answers with JSON that is the contract’s.',
    why: 'The kit shows what it can read; the rest is lost to the shopper.',
    run: async (subject) => notGood(await list(subject), CardList),
  },
  {
    id: 'list-closed',
    what: 'GET /cards says nothing that the contract does not name.',
    why: 'A token, a customer number or a card number that is there by chance is there for every script of the page.',
    run: async (subject) => {
      const names = strangersOf((await list(subject)).json);
      return names.length ? `says ${[...new Set(names)].join(', ')}` : undefined;
    },
  },
  {
    id: 'list-no-store',
    what: 'The list may be kept by no cache.',
    why: 'On a shared computer or behind a shared cache, the next shopper sees these cards.',
    run: async (subject) => (isKept(await list(subject)) ? 'is cacheable' : undefined),
  },
  {
    id: 'list-headers',
    what: 'The list carries the guards’ headers.',
    why: 'Without them an answer can be framed, sniffed as something else, or read by another site’s element.',
    run: async (subject) => missing(await list(subject)),
  },
  {
    id: 'problem-headers',
    what: 'A refusal carries the guards’ headers too, and may be kept by no cache.',
    why: 'Errors are answers: what guards a page only when all is well guards nothing.',
    run: async (subject) => {
      const answer = await absent(subject);
      return missing(answer) ?? (isKept(answer) ? 'is cacheable' : undefined);
    },
  },
  {
    id: 'problem-shape',
    what: 'What is not there is a problem (RFC 9457) with the code not_found, and says nothing else.',
    why: 'The kit knows the codes and no others; a page of a framework’s own tells strangers what you run.',
    run: async (subject) => notProblem(await absent(subject), 'not_found'),
  },
  {
    id: 'signed-out',
    what: 'Who is not signed in hears unauthenticated.',
    why: 'Cards of nobody in particular are somebody’s.',
    run: async ({ call }) => notProblem(await call('/cards', { as: 'nobody' }), 'unauthenticated'),
  },
  {
    id: 'names-stable',
    what: 'A card has the same id in two readings, and so do its pictures.',
    why: 'A choice is lost with each refetch, and every picture is loaded again.',
    needs: ['card'],
    run: async (subject) => {
      const first = namesOf((await list(subject)).json);
      const second = namesOf((await subject.call('/cards')).json);
      return first === second ? undefined : 'names change between two readings';
    },
  },
  {
    id: 'names-own',
    what: 'Two shoppers have no id of a card in common.',
    why: 'An id that is the same for everybody is a token by another name.',
    needs: ['card', 'otherCard'],
    run: async ({ cards, otherCards }) => {
      const own = new Set((await cards()).map(({ id }) => id));
      return (await otherCards()).some(({ id }) => own.has(id)) ? 'two shoppers share an id' : undefined;
    },
  },
];
