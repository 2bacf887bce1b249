import type { Slots } from '../src/slots.ts';

/** What a `data-*` attribute says: by value, or in a sentence where its values are not a list. */
export type Meaning = string | Readonly<Record<string, string>>;

/** What a shop may build on: it is documented, tested, and changes only with a major version. */
export interface Part {
  /** The folder of its source, under `src`. */
  folder: string;
  /** The element that it renders, which takes `ref`, `className` and other attributes. */
  element: string;
  /** The class of that element. */
  className: string;
  /** Props that come from interfaces of `@onfile/hooks`, by the interface. */
  inherited?: Readonly<Record<string, readonly string[]>>;
  /** Which slot of the checkout replaces it. */
  slot?: keyof Slots;
  /** The attributes that it sets, each under the class of the element that carries it, or a selector of it. */
  data: Readonly<Record<string, Readonly<Record<string, Meaning>>>>;
}

const payable = { true: 'can be paid with', false: 'cannot: expired, or inactive at the bank' };

const face = {
  combined: 'the issuer’s whole art',
  layered: 'the issuer’s ground, with its logo where it has one',
  plate: 'the brand’s plate: no art, or none that loads',
};

const shown = { true: 'the picture is there', late: 'the same, after its empty place was seen: it may fade in' };

const removing = { true: 'its removal is on its way' };

const selected = { true: 'it is what is paid with' };

const plate = {
  'onfile-plate': { 'data-brand': 'The payment system that it stands for, or `unknown`.' },
  'onfile-signs': { 'data-size': { small: 'in a row', large: 'a face' } },
  'onfile-sign': { 'data-shown': shown },
};

const list = { loading: 'cards are on their way', ready: 'they are here', failed: 'they cannot be read' };

const managed = {
  'onfile-managed': { 'data-payable': payable, 'data-removing': removing },
  'onfile-remove': { 'data-card': 'The id of the card that it removes.' },
};

const news = { 'onfile-news': { 'data-open': { true: 'something can be taken back', false: 'nothing to say' } } };

const kind = {
  accent: 'good to know',
  warning: 'look again',
  danger: 'it cannot be paid with',
};

/** Every component that a shop can import, and what stands on it. */
export const parts = {
  SavedCardCheckout: {
    folder: 'SavedCardCheckout',
    element: 'section',
    className: 'onfile-panel',
    inherited: {
      CheckoutOptions: ['order', 'onResult', 'navigate'],
      CardSelectionOptions: ['preselect', 'value', 'onValueChange'],
      CardArrangement: ['filter', 'disable', 'sort'],
      RemoveCardOptions: ['undo', 'onRemoved'],
    },
    data: {
      'onfile-panel': {
        'data-mode': { pay: 'an order is paid', manage: 'cards are looked after' },
        'data-step': {
          choosing: 'a card is chosen',
          confirming: 'the payment is on its way',
          challenge: 'the bank asks a question',
          checking: 'nobody knows yet: nothing to press',
          finished: 'it is over, one way or another',
        },
      },
      'onfile-choice': { 'data-over': { true: 'the result stands in its place', false: 'a card is chosen' } },
      ...news,
    },
  },
  ManageSavedCards: {
    folder: 'SavedCardCheckout',
    element: 'section',
    className: 'onfile-panel',
    inherited: { CardArrangement: ['filter', 'sort'], RemoveCardOptions: ['undo', 'onRemoved'] },
    data: {
      'onfile-panel': { 'data-mode': { manage: 'cards are looked after' }, 'data-status': list },
      ...managed,
      'onfile-badge': { 'data-kind': kind },
      ...news,
    },
  },
  SavedCardList: {
    folder: 'SavedCardList',
    element: 'fieldset',
    className: 'onfile-list',
    data: {
      'onfile-list': {
        'data-long': {
          true: 'many cards, all shown: what is far down is not drawn',
          false: 'few, or the first of many',
        },
        'data-status': list,
      },
      'onfile-option': { 'data-payable': payable, 'data-selected': selected },
      'onfile-new-art': { 'data-face': { new: 'a card that is not kept yet' } },
    },
  },
  SavedCardOption: {
    folder: 'SavedCardOption',
    element: 'div',
    className: 'onfile-option',
    slot: 'Option',
    data: {
      'onfile-option': { 'data-payable': payable, 'data-selected': selected, 'data-removing': removing },
      'onfile-badge': { 'data-kind': kind },
      'onfile-remove': { 'data-card': 'The id of the card that it removes.' },
    },
  },
  CardFace: {
    folder: 'CardFace',
    element: 'div',
    className: 'onfile-face',
    slot: 'Face',
    data: {
      'onfile-face': {
        'data-face': face,
        'data-tone': {
          light: 'the art takes light text',
          dark: 'the art takes dark text',
          unknown: 'nobody measured it: light text on a scrim',
          plate: 'the plate’s own ink',
        },
      },
      'onfile-picture': { 'data-shown': shown },
      'onfile-face-logo': {
        'data-shown': shown,
        'data-logo': { issuer: 'the bank’s', brand: 'the payment system’s', 'co-brand': 'the partner’s' },
      },
      ...plate,
    },
  },
  CardArt: {
    folder: 'CardArt',
    element: 'span',
    className: 'onfile-art',
    slot: 'Art',
    data: {
      'onfile-art': { 'data-face': { ...face, signs: 'an icon or logos and no ground: the brand’s plate' } },
      'onfile-picture': { 'data-shown': shown },
      ...plate,
    },
  },
  PayButton: { folder: 'PayButton', element: 'button', className: 'onfile-pay', slot: 'PayButton', data: {} },
  PaymentResult: {
    folder: 'PaymentResult',
    element: 'div',
    className: 'onfile-result',
    slot: 'Result',
    data: {
      'onfile-result': {
        'data-status': {
          paid: 'the money is taken',
          authorised: 'the money is set aside',
          checking: 'nobody knows yet',
          review: 'a person has to look',
          declined: 'the bank said no',
          canceled: 'given up',
          expired: 'its time is over',
        },
      },
      'onfile-result-action > button': {
        'data-second': { true: 'there is another button before it', false: 'it is the first' },
      },
      'onfile-result-mark': {
        'data-kind': { success: 'it went well', warning: 'it is not over', danger: 'it did not come to a payment' },
      },
    },
  },
  RemoveCardDialog: {
    folder: 'RemoveCardDialog',
    element: 'dialog',
    className: 'onfile-dialog',
    slot: 'RemoveDialog',
    data: {},
  },
  CvcPrompt: {
    folder: 'CvcPrompt',
    element: 'div',
    className: 'onfile-code',
    data: {
      'onfile-code': {
        'data-status': {
          empty: 'nothing is typed',
          focused: 'it is being typed',
          complete: 'as many digits as there are',
          invalid: 'too few of them',
          wrong: 'the bank refused it',
          failed: 'the field did not come: the payment page asks',
          hosted: 'the payment page asks',
          locked: 'too many were wrong: the payment page asks',
        },
        'data-page': 'Where the payment page asks for the code.',
      },
      'onfile-code-picture': { 'data-side': { back: 'on the back of the card', front: 'on its face' } },
      'onfile-code-room': {
        'data-text': 'Words that keep the place for themselves.',
        'data-wide': 'Across the whole width.',
      },
    },
  },
  ChallengeFrame: {
    folder: 'ChallengeFrame',
    element: 'dialog',
    className: 'onfile-challenge',
    data: {
      'onfile-challenge': {
        'data-size': { '01': '250×400', '02': '390×400', '03': '500×600', '04': '600×400', '05': 'the whole screen' },
        'data-status': {
          method: 'the bank looks at the browser, unseen',
          challenge: 'its question is shown',
          slow: 'it takes longer than usual',
          decoupled: 'the shopper answers in the bank’s own app',
        },
      },
      'onfile-challenge-place': { 'data-leaving': { true: 'it asks before it closes', false: 'it does not' } },
    },
  },
  SaveCardConsent: {
    folder: 'SaveCardConsent',
    element: 'div',
    className: 'onfile-consent',
    data: { 'onfile-consent': { 'data-invalid': { true: 'it must be agreed to', false: 'all is well' } } },
  },
  RecurringTerms: { folder: 'RecurringTerms', element: 'div', className: 'onfile-series', data: {} },
  CardTerms: { folder: 'CardTerms', element: 'button', className: 'onfile-text-button', data: {} },
} satisfies Record<string, Part>;

/** Components by name, as a list. */
export const partList: readonly (readonly [string, Part])[] = Object.entries(parts);

/** The tokens that a source reads, by their paths: `color.accent`. */
export function tokensOf(source: string): string[] {
  const paths = [...source.matchAll(/var\(--onfile-([a-z]+)-(\w+)/g)];
  return [...new Set(paths.map(([, group, name]) => `${group}.${name}`))].toSorted();
}

/** The `data-*` attributes that a source sets, as a prop or on the element itself. What it only reads in a rule is not among them. */
export function dataOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|`[^`]*`/g, '');
  const props = [...code.matchAll(/\s(data-[a-z-]+)(?=[\s=>])/g)].map(([, name = '']) => name);
  const set = [...code.matchAll(/\.dataset\['([a-z]+)'\] =/g)].map(([, name]) => `data-${name}`);
  return [...new Set([...props, ...set])].toSorted();
}

/** The classes that a source gives its parts. */
export function classesOf(source: string): string[] {
  return [...source.matchAll(/(?:componentId: '|className=")(onfile-[^'"]+)['"]/g)].map(([, name = '']) => name);
}

const isKnown = (meaning: Meaning | undefined, value: string) =>
  meaning !== undefined && (typeof meaning === 'string' || Object.hasOwn(meaning, value));

/** What an element of the kit carries that is not documented: `onfile-face data-tone=odd`. Empty: all of it is. */
export function undocumented(element: Element): string[] {
  const classes = [...element.classList].filter((name) => name.startsWith('onfile-'));
  const own = partList.filter(([, { className }]) => classes.includes(className));
  const wrong = own
    .filter(([, part]) => part.element !== element.localName)
    .map(([name, part]) => `${name} is documented as <${part.element}>, and renders <${element.localName}>`);
  const attributes = [...element.attributes].filter(({ name }) => name.startsWith('data-') && classes.length);
  const unknown = attributes.filter(
    ({ name, value }) =>
      !partList.some(([, { data }]) => classes.some((className) => isKnown(data[className]?.[name], value))),
  );
  return [...wrong, ...unknown.map(({ name, value }) => `${classes.join('.')} ${name}=${value}`)];
}
