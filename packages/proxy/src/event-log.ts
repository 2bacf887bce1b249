import type { ProxyEvent } from './ports.ts';

type Check = (value: unknown) => boolean;

/** A name or an id of ours: no space, no slash, no `@`, so neither a sentence nor an address. */
const word: Check = (value) => typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(value);
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const errorName: Check = (value) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(value);

/** The fields of each event, and of no other. A new event or a new field does not compile before it stands here. */
type Fields = {
  [TType in ProxyEvent['type']]: {
    [TField in keyof Omit<Required<Extract<ProxyEvent, { type: TType }>>, 'type'>]: Check;
  };
};

const fields: Fields = {
  'payment.claimed': { intent: word, attempt: number },
  'payment.answered': { intent: word, attempt: number, answer: word, ms: number },
  'payment.status': { intent: word, status: word },
  'payment.continued': { intent: word, attempt: number, answer: word, ms: number },
  'operation.answered': { intent: word, kind: word, answer: word, ms: number },
  'review.settled': { intent: word, outcome: word },
  'notification.refused': { why: word },
  'cards.dropped': { count: number },
  'cards.notes-failed': { error: errorName },
  'gateway.failed': { operation: word, error: errorName, first: number, second: number },
  'settled.failed': { intent: word },
  'request.limited': { limit: word },
  'record.unreadable': {},
  failed: { route: word, error: errorName },
};

/** An event as it may be logged, built anew from its listed fields; what does not look as it should is `unknown` or left out. */
function listed(event: ProxyEvent): ProxyEvent {
  const known: Readonly<Record<string, Check>> = Object.hasOwn(fields, event.type) ? fields[event.type] : {};
  const kept: Record<string, unknown> = { type: event.type };
  for (const [name, value] of Object.entries(event)) {
    if (!Object.hasOwn(known, name) || value === undefined) continue;
    const check = known[name];
    if (check?.(value)) kept[name] = value;
    else if (check !== number) kept[name] = 'unknown';
  }
  // Its fields are those of its type: they were taken from that row.
  return kept as ProxyEvent;
}

/** Hands on what may be logged and nothing else. A listener that fails stops no payment. */
export function allowListed(onEvent: (event: ProxyEvent) => void): (event: ProxyEvent) => void {
  return (event) => {
    if (!Object.hasOwn(fields, event.type)) return;
    try {
      onEvent(listed(event));
    } catch {
      // A log that is full or gone is the log's trouble.
    }
  };
}
