import type { Deps } from '../deps.ts';
import type { Bill } from '../state.ts';
import { readAcknowledgement } from './acknowledgement.ts';
import type { Delivery, Notification } from './notification.ts';
import { formPacket, soapPacket } from './packet.ts';

const minute = 60_000;
/**
 * How long after the first try each repetition comes, in milliseconds: eight within four hours, ever further apart (gateway
 * notes, section 6). The steps are the sandbox's own.
 */
const repeatAfter = [1, 3, 8, 18, 38, 78, 138, 238].map((minutes) => minutes * minute);
/** How long a merchant may take to answer, in milliseconds: the sandbox's own. */
const patience = 10_000;

type Outcome = Omit<Delivery, 'at'>;

function readAnswer(status: number, text: string, { acknowledgement }: Notification): Outcome {
  if (status !== 200) return { outcome: 'no answer', detail: `HTTP ${status}` };
  if (acknowledgement === 'http-200') return { outcome: 'taken', detail: 'HTTP 200' };
  const codes = readAcknowledgement(text);
  if (!codes) return { outcome: 'no answer', detail: 'not an acknowledgement' };
  return { outcome: codes.first === '0' ? 'taken' : 'refused', detail: `${codes.first}/${codes.second}` };
}

/** Tells the merchant what happened. */
export class Notifier {
  readonly #fetch: (request: Request) => Promise<Response>;
  readonly #deps: () => Deps;

  constructor(fetch: (request: Request) => Promise<Response>, deps: () => Deps) {
    this.#fetch = fetch;
    this.#deps = deps;
  }

  /** Queues the last operation of a bill, where the merchant wants to hear of its kind. `Timeout` is never told of. */
  tell(bill: Bill, kind: 'payment' | 'confirmation' | 'cancel'): void {
    const { state, agenda } = this.#deps();
    const { notify } = state.settings;
    if (!notify?.operations.includes(kind)) return;
    const number = bill.operations.at(-1)?.number ?? 1;
    const id = state.randomId();
    state.notifications.set(id, {
      id,
      url: notify.url,
      contentType: notify.format === 'soap' ? 'text/xml; charset=utf-8' : 'application/x-www-form-urlencoded',
      // Written when it is first sent: signing takes a moment that a payment need not wait for.
      body: '',
      order: bill.order,
      bill: `${bill.bill}.${number}`,
      acknowledgement: notify.acknowledgement,
      state: 'waiting',
      deliveries: [],
      nextAt: state.now(),
    });
    agenda.add({ at: state.now(), what: 'deliver', id });
  }

  /** Puts back what was waiting when the sandbox was closed. */
  resume(): void {
    const { state, agenda } = this.#deps();
    for (const { id, nextAt } of state.notifications.values())
      if (nextAt !== undefined) agenda.add({ at: nextAt, what: 'deliver', id });
  }

  /** Sends one that is due, and says when it is sent again if nobody answers. A refusal is not repeated. */
  async deliver(id: string): Promise<void> {
    const { state, agenda } = this.#deps();
    const known = state.notifications.get(id);
    if (!known || known.nextAt === undefined) return;
    const sent = await this.#withBody(known);
    state.notifications.set(id, sent);
    const delivery = { at: new Date(state.now()).toISOString(), ...(await this.#send(sent)) };
    // The sandbox may have been reset meanwhile.
    if (!state.notifications.has(id)) return;
    const deliveries = [...sent.deliveries, delivery];
    const { nextAt: _, ...rest } = { ...sent, deliveries };
    if (delivery.outcome !== 'no answer') {
      state.notifications.set(id, { ...rest, state: delivery.outcome });
      return;
    }
    const [first] = deliveries;
    const after = repeatAfter[deliveries.length - 1];
    if (after === undefined || !first) {
      state.notifications.set(id, { ...rest, state: 'given up' });
      return;
    }
    const nextAt = Date.parse(first.at) + after;
    state.notifications.set(id, { ...rest, nextAt });
    agenda.add({ at: nextAt, what: 'deliver', id });
  }

  async #withBody(notification: Notification): Promise<Notification> {
    if (notification.body) return notification;
    const deps = this.#deps();
    const [number = '', operationNumber] = notification.bill.split('.');
    const bill = deps.state.bill(number);
    const operation = bill?.operations.find((one) => String(one.number) === operationNumber);
    if (!bill || !operation) return notification;
    const write = notification.contentType.startsWith('text/xml') ? soapPacket : formPacket;
    return { ...notification, body: await write(bill, operation, deps) };
  }

  async #send(notification: Notification): Promise<Outcome> {
    const { url, body, contentType } = notification;
    const signal = AbortSignal.timeout(patience);
    try {
      const request = new Request(url, { method: 'POST', body, headers: { 'content-type': contentType }, signal });
      const answer = await this.#fetch(request);
      return readAnswer(answer.status, await answer.text(), notification);
    } catch {
      return { outcome: 'no answer', detail: signal.aborted ? 'too late' : 'no connection' };
    }
  }
}
