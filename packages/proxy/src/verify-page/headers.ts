/** The headers that stand between a page and a stranger's script. */
export const headerNames = [
  'content-security-policy',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
] as const;

/** How a header stands to the approved one. `changed`: in another way, or to the stricter side. */
export type HeaderVerdict = 'same' | 'weaker' | 'changed';

/** Values from the loosest to the strictest. */
const ladders: Record<string, readonly string[]> = {
  'x-content-type-options': ['nosniff'],
  'referrer-policy': [
    'unsafe-url',
    'no-referrer-when-downgrade',
    'origin',
    'origin-when-cross-origin',
    'strict-origin-when-cross-origin',
    'same-origin',
    'strict-origin',
    'no-referrer',
  ],
  'cross-origin-opener-policy': ['unsafe-none', 'same-origin-allow-popups', 'same-origin'],
  'cross-origin-embedder-policy': ['unsafe-none', 'credentialless', 'require-corp'],
  'cross-origin-resource-policy': ['cross-origin', 'same-site', 'same-origin'],
};

type Rules = Map<string, Set<string>>;

const set = (words: string) => new Set(words.split(/\s+/).filter(Boolean));

/** A policy by its directives. A nonce is another one each time; `'none'` is nobody. */
function readPolicy(text: string): Rules {
  const directives = text
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
  return new Map(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(/\s+/);
      const known = sources.map((source) => (source.startsWith("'nonce-") ? "'nonce-…'" : source));
      return [name.toLowerCase(), new Set(known.filter((source) => source !== "'none'"))];
    }),
  );
}

function readPermissions(text: string): Rules {
  const parts = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return new Map(
    parts.map((part) => {
      const [name = '', who = ''] = part.split('=');
      return [name.trim(), set(who.replace(/[()]/g, ' '))];
    }),
  );
}

function readTransport(text: string): Record<'age' | 'subdomains' | 'preload', number> {
  return {
    age: Number(/max-age="?(\d+)/i.exec(text)?.[1] ?? 0),
    subdomains: Number(/includesubdomains/i.test(text)),
    preload: Number(/preload/i.test(text)),
  };
}

const isPin = (source: string) => /^'(nonce-|sha\d+-)/.test(source);

/** Whether a list lets in more than it did. */
function isLooser(name: string, was: Set<string>, now: Set<string>): boolean {
  if (name === 'require-trusted-types-for') return [...was].some((word) => !now.has(word));
  if ([...now].some((source) => !was.has(source))) return true;
  // Without a nonce or a hash `'unsafe-inline'` means what it says, and without `'strict-dynamic'` hosts count.
  const lostPins = now.has("'unsafe-inline'") && [...was].some(isPin) && ![...now].some(isPin);
  return lostPins || (was.has("'strict-dynamic'") && !now.has("'strict-dynamic'"));
}

function compareRules(was: Rules, now: Rules): HeaderVerdict {
  for (const [name, list] of was) {
    const other = now.get(name);
    if (!other || isLooser(name, list, other)) return 'weaker';
  }
  const text = (rules: Rules) =>
    [...rules]
      .map(([name, list]) => `${name} ${[...list].toSorted().join(' ')}`)
      .toSorted()
      .join(';');
  return text(was) === text(now) ? 'same' : 'changed';
}

/** Several policies hold all at once. */
function comparePolicies(was: string, now: string): HeaderVerdict {
  const [before, after] = [was.split(','), now.split(',')];
  const verdicts = before.map((policy, at) => compareRules(readPolicy(policy), readPolicy(after[at] ?? '')));
  if (verdicts.includes('weaker')) return 'weaker';
  return verdicts.includes('changed') || before.length !== after.length ? 'changed' : 'same';
}

function compareTransport(was: string, now: string): HeaderVerdict {
  const [before, after] = [readTransport(was), readTransport(now)];
  if (after.age < before.age || after.subdomains < before.subdomains || after.preload < before.preload) return 'weaker';
  return JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed';
}

function compareSteps(ladder: readonly string[], was: string, now: string): HeaderVerdict {
  if (was.trim().toLowerCase() === now.trim().toLowerCase()) return 'same';
  // The last word that a browser knows counts; what it does not know is as good as nothing.
  const stepOf = (text: string) =>
    ladder.indexOf(
      text
        .toLowerCase()
        .split(/[,;]/)
        .map((one) => one.trim())
        .findLast((one) => ladder.includes(one)) ?? '',
    );
  return stepOf(now) < stepOf(was) ? 'weaker' : 'changed';
}

/** Holds a header that came against the approved one. */
export function compareHeader(name: string, was: string | undefined, now: string | undefined): HeaderVerdict {
  if (was === undefined) return now === undefined ? 'same' : 'changed';
  if (now === undefined) return 'weaker';
  if (name === 'content-security-policy') return comparePolicies(was, now);
  if (name === 'permissions-policy') return compareRules(readPermissions(was), readPermissions(now));
  if (name === 'strict-transport-security') return compareTransport(was, now);
  return compareSteps(ladders[name] ?? [], was, now);
}
