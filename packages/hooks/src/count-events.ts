import type { OnfileEvent } from './events.ts';

/** What counts: a meter of OpenTelemetry's (`metrics.getMeter('shop')` of `@opentelemetry/api`), or whatever is like it. */
export interface EventMeter {
  createCounter: (
    name: string,
    options: { description: string },
  ) => { add: (value: number, attributes: Record<string, string>) => void };
}

/**
 * Counts what happens in a checkout, as `onfile.events` with the event's own words (`type`, `step`, `status`, `via`, `declined`, `code` …) for
 * attributes: all of closed sets, so that a series stays a series. Give it to `onEvent` of `OnfileProvider`; make it once.
 */
export function countEvents(meter: EventMeter): (event: OnfileEvent) => void {
  const events = meter.createCounter('onfile.events', { description: 'What happened in a saved-card checkout' });
  return (event) => {
    const words = Object.entries(event).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    events.add(1, Object.fromEntries(words));
  };
}
