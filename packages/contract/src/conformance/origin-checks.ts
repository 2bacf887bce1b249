import type { Check } from './check.ts';
import { notProblem } from './judge.ts';
import type { Answer, Subject } from './subject.ts';

/** A change that does nothing even where it is let through: a removal of what is not there. */
const harmless = { method: 'DELETE' } as const;
const nothing = '/cards/conformance-nothing';

function repeats({ headers }: Answer, foreign: string): string | undefined {
  const allowed = headers.get('access-control-allow-origin');
  return allowed === foreign || allowed === '*' || allowed === 'null' ? `allows ${allowed}` : undefined;
}

const preflight = ({ call }: Subject, from: string) =>
  call(nothing, { method: 'OPTIONS', as: 'nobody', from, headers: { 'access-control-request-method': 'DELETE' } });

/** Who may call. */
export const originChecks: Check[] = [
  {
    id: 'origin-not-reflected',
    what: 'An origin that is not the shop’s is never named as allowed.',
    why: 'With the shopper’s cookie, any site could read the shopper’s cards.',
    run: async ({ call, foreign }) => {
      for (const from of [foreign, 'null']) {
        const seen = repeats(await call('/cards', { from }), from) ?? repeats(await call('/none', { from }), from);
        if (seen) return seen;
      }
      return undefined;
    },
  },
  {
    id: 'preflight-closed',
    what: 'A preflight of another origin allows nothing.',
    why: 'It is the browser’s question whether a stranger’s page may remove a card.',
    run: async (subject) => repeats(await preflight(subject, subject.foreign), subject.foreign),
  },
  {
    id: 'origin-refused',
    what: 'A change from a page of another origin is forbidden.',
    why: 'The browser sends the cookie along: a stranger’s form would act as the shopper.',
    run: async ({ call, foreign }) => {
      for (const from of [foreign, 'null', `${foreign}:8443`]) {
        const seen = notProblem(await call(nothing, { ...harmless, from }), 'forbidden');
        if (seen) return `${seen}, from ${from}`;
      }
      return undefined;
    },
  },
  {
    id: 'origin-whole',
    what: 'An origin is compared whole: one that begins or ends like the shop’s is another.',
    why: 'Names that end like yours can be bought.',
    run: async ({ call, origin }) => {
      for (const from of [`${origin}.example`, `${origin}/`, origin.replace('://', '://x'), origin.toUpperCase()]) {
        const seen = notProblem(await call(nothing, { ...harmless, from }), 'forbidden');
        if (seen) return `${seen}, from ${from}`;
      }
      return undefined;
    },
  },
  {
    id: 'fetch-metadata',
    what: 'A change that the browser itself calls cross-site is forbidden, also where it names no origin.',
    why: 'It is the one word on this that no script can set.',
    run: async ({ call }) => {
      for (const site of ['cross-site', 'same-site']) {
        const headers = { 'sec-fetch-site': site };
        const seen = notProblem(await call(nothing, { ...harmless, from: null, headers }), 'forbidden');
        if (seen) return `${seen}, for ${site}`;
      }
      return undefined;
    },
  },
  {
    id: 'origin-unsaid',
    what: 'A change by cookie that says neither its origin nor its site is forbidden.',
    why: 'What nobody vouches for is what an old browser sends from a stranger’s page.',
    run: async ({ call }) => notProblem(await call(nothing, { ...harmless, from: null }), 'forbidden'),
  },
];
