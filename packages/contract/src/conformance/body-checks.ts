import type { Check } from './check.ts';
import { notProblem } from './judge.ts';
import type { Subject } from './subject.ts';

/** Browser data as a page sends it. */
export const browser = {
  language: 'en-GB',
  colorDepth: 24,
  screenWidth: 1280,
  screenHeight: 800,
  javaEnabled: false,
  challengeWindowSize: '05',
} as const;

/** An order that nobody has: whatever is let through opens nothing. */
const nobodys = 'conformance-nothing';
const post = ({ call }: Subject, more: { body?: unknown; raw?: string; headers?: Record<string, string> }) =>
  call('/intents', { method: 'POST', ...more });

/** The first body of some that was not refused as malformed. */
async function firstTaken(subject: Subject, bodies: readonly string[]): Promise<string | undefined> {
  for (const raw of bodies) {
    const seen = notProblem(await post(subject, { raw }), 'bad_request');
    if (seen) return `${seen}, for ${raw.length > 60 ? `${raw.slice(0, 40)}… (${raw.length} characters)` : raw}`;
  }
  return undefined;
}

const withField = (name: string, value: unknown) =>
  `{"order":"${nobodys}",${JSON.stringify(name)}:${JSON.stringify(value)}}`;

/** What a browser may say. */
export const bodyChecks: Check[] = [
  {
    id: 'unknown-field',
    what: 'A field that the contract does not name is refused, not ignored.',
    why: 'The day somebody reads it, the browser says what is paid and by whom.',
    run: (subject) =>
      firstTaken(subject, [
        withField('amount', '1.00'),
        withField('currency', 'XXX'),
        withField('customer', '1'),
        withField('status', 'paid'),
      ]),
  },
  {
    id: 'inherited-field',
    what: 'A field with a name that every object has is refused too.',
    why: 'It passes where a check asks whether a name is known, and changes what is made of the body.',
    run: (subject) => firstTaken(subject, [withField('__proto__', {}), withField('constructor', {})]),
  },
  {
    id: 'content-type',
    what: 'A body that is not sent as application/json is refused.',
    why: 'Other types need no preflight: a stranger’s form could send them.',
    run: async (subject) => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        const raw = JSON.stringify({ order: nobodys });
        const seen = notProblem(await post(subject, { raw, headers: { 'content-type': type } }), 'bad_request');
        if (seen) return `${seen}, for ${type}`;
      }
      return undefined;
    },
  },
  {
    id: 'malformed',
    what: 'A body that is not JSON, or not an object, is a bad request without a word of the parser’s.',
    why: 'Parsers quote what they were given.',
    run: (subject) => firstTaken(subject, ['', '{', '[]', 'null', '"x"', '{"order":1}', '{"order":{}}', '{}']),
  },
  {
    id: 'body-size',
    what: 'A body of more than 8 kB is refused.',
    why: 'Memory is what a flood fills.',
    run: (subject) => firstTaken(subject, [`${' '.repeat(9000)}{"order":"${nobodys}"}`]),
  },
  {
    id: 'body-depth',
    what: 'A tower of brackets is refused.',
    why: 'What walks it may fall, and takes the process with it.',
    run: (subject) => firstTaken(subject, [`{"order":${'['.repeat(3000)}${']'.repeat(3000)}}`]),
  },
];
