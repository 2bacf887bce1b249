import fc from 'fast-check';

/** Free text that no answer may carry on: it stands in no documented value, and in no base64. */
export const marker = '‹free text of the gateway›';

/** Values that have broken readers before: names that every object has, numbers that are none, what is too long or too deep. */
const nasty: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  marker,
  `Approved ${marker}`,
  'Approved',
  'Declined',
  'AS000',
  'AS100',
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  '15.00',
  '15,00',
  '99999999999999999999',
  '31.02.2026 25:61:61',
  'javascript:alert(1)',
  'https://',
  '\u202E\u0000',
  '\uD800',
  'x'.repeat(5000),
  0,
  -1,
  15,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER + 2,
  true,
  false,
  null,
  [],
  {},
  [[]],
  [null],
  { constructor: { prototype: { polluted: 1 } } },
  { toString: 1, valueOf: null },
  { length: 3 },
);
/** Any value that JSON can carry. */
export const junk: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: nasty }, fc.jsonValue({ maxDepth: 2 }));

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

interface Edit {
  at: number;
  how: 'replace' | 'delete' | 'wrap' | 'twice' | 'rename' | 'text' | 'pollute';
  value: unknown;
}
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(9999),
  how: fc.constantFrom<Edit['how']>('replace', 'replace', 'delete', 'wrap', 'twice', 'rename', 'text', 'pollute'),
  value: junk,
});

type Holder = Record<string, unknown>;

/** Every place of a document where a value stands. */
function placesOf(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key): [Holder, string][] => [[holder, key], ...placesOf(holder[key])]);
}

/** An own key of this name, as `JSON.parse` makes it: `object.__proto__ = …` would do something else. */
const ownProto = (holder: Holder) =>
  Object.defineProperty(holder, '__proto__', {
    value: { polluted: 1 },
    enumerable: true,
    configurable: true,
    writable: true,
  });

function apply(document: Holder, { at, how, value }: Edit): void {
  const places = placesOf(document);
  const [holder, key] = places[at % places.length] ?? [document, 'body'];
  const there = holder[key];
  switch (how) {
    case 'replace':
      // A copy: the next edit may change what this one put in.
      holder[key] = structuredClone(value);
      return;
    case 'delete':
      // A hole in a list is no JSON: it becomes `null`.
      delete holder[key];
      return;
    case 'wrap':
      holder[key] = [there];
      return;
    case 'twice':
      holder[key] = [there, there];
      return;
    case 'rename':
      delete holder[key];
      holder[`${key}X`] = there;
      return;
    case 'text':
      holder[key] = asText(there);
      return;
    case 'pollute':
      ownProto(holder);
  }
}

/** Text that was broken on its way: cut off, one character changed, a piece put in twice. */
const breakage = fc.record({
  how: fc.constantFrom('whole', 'whole', 'whole', 'cut', 'change', 'double'),
  at: fc.nat(99_999),
  character: fc.constantFrom('"', '{', '}', '[', '<', '>', '&', ',', '\\', '0', '\u0000', 'я'),
});
type Breakage = typeof breakage extends fc.Arbitrary<infer TValue> ? TValue : never;

function breakText(text: string, { how, at, character }: Breakage): string {
  const place = text.length ? at % text.length : 0;
  if (how === 'cut') return text.slice(0, place);
  if (how === 'change') return text.slice(0, place) + character + text.slice(place + 1);
  if (how === 'double') return text.slice(0, place) + text.slice(place / 2, place) + text.slice(place);
  return text;
}

/** A documented body with up to four of its places changed, as JSON text, and perhaps broken after that. */
export const malformedJson = (makeBody: () => unknown): fc.Arbitrary<string> =>
  fc.tuple(fc.array(edit, { minLength: 1, maxLength: 4 }), breakage).map(([edits, broken]) => {
    const document = { body: structuredClone(makeBody()) };
    for (const one of edits) apply(document, one);
    return breakText(JSON.stringify(document.body) ?? '', broken);
  });

const markup = fc.constantFrom(
  '<orderstate>Approved</orderstate>',
  '<__proto__><polluted>1</polluted></__proto__>',
  '<constructor>1</constructor>',
  '<!-- -->',
  '<![CDATA[Approved]]>',
  '<?x y?>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&approved;',
  '&#65;',
  '<order/>',
  '</order>',
  '<a xmlns="b" c="d"/>',
  `<x>${marker}</x>`,
  marker,
);
const splice = fc.record({
  at: fc.nat(99_999),
  length: fc.nat(40),
  put: fc.oneof(markup, fc.string({ maxLength: 8 })),
});

/** Documented XML with pieces taken out and put in, and perhaps broken after that. */
export const malformedXml = (xml: string): fc.Arbitrary<string> =>
  fc.tuple(fc.array(splice, { minLength: 1, maxLength: 3 }), breakage).map(([splices, broken]) => {
    let text = xml;
    for (const { at, length, put } of splices) {
      const place = at % (text.length + 1);
      text = text.slice(0, place) + put + text.slice(place + length);
    }
    return breakText(text, broken);
  });

/** A documented form with fields changed, doubled, left out, and perhaps broken after that. */
export const malformedForm = (form: string): fc.Arbitrary<string> =>
  fc.tuple(fc.array(edit, { minLength: 1, maxLength: 4 }), breakage).map(([edits, broken]) => {
    const fields = [...new URLSearchParams(form)];
    for (const { at, how, value } of edits) {
      const place = at % fields.length;
      const [name = ''] = fields[place] ?? [];
      if (how === 'delete') fields.splice(place, 1);
      else if (how === 'twice') fields.push([name, asText(value)]);
      else if (how === 'rename') fields[place] = [asText(value), name];
      else fields[place] = [name, asText(value)];
    }
    return breakText(new URLSearchParams(fields).toString(), broken);
  });
