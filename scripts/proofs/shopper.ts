// A shopper with a bad connection and no patience, who speaks the contract over HTTP to whichever proxy answers.
import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { type Action, answerBank, callMethod, type Form, visitPage } from './browser.ts';
import { pause } from './clock.ts';
import type { Plan, Press } from './plan.ts';
import { type Chance, chance } from './random.ts';

/** Something that a proxy said of an order. Moments are of the clock of the proof. */
export interface Word {
  status: string;
  askedAt: number;
  heardAt: number;
  /** Of the request to pay that this is the answer to. */
  key?: string;
}

/** What a shopper remembers of an order. */
export interface Memory {
  order: string;
  /** How often the shopper asked to pay. */
  presses: number;
  /** All that was said, first first. */
  words: Word[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 1024 });

interface Answer {
  status: number;
  body: Readonly<Record<string, unknown>>;
}

interface Asked {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: object;
  /** The shopper is gone after so many milliseconds. Default 4000. */
  patience?: number | undefined;
}

/** One try. `again`: it was sent on a connection that the server had just given up, and nothing came back. */
function tryOnce({ method, url, headers }: Asked, text: string | undefined, patience: number) {
  return new Promise<Answer | 'again' | undefined>((done) => {
    const lost = () => done(undefined);
    const words = text ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) } : {};
    const request = send(url, { method, agent, headers: { ...headers, ...words } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', lost).once('aborted', lost);
      response.once('end', () => {
        clearTimeout(timer);
        try {
          done({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
        } catch {
          done(undefined);
        }
      });
    });
    const timer = setTimeout(() => {
      lost();
      request.destroy();
    }, patience);
    request.once('error', () => {
      clearTimeout(timer);
      done(request.reusedSocket ? 'again' : undefined);
    });
    request.end(text);
  });
}

/** One request. `undefined` where no whole answer came. As browsers do, it is sent anew where a kept connection was gone already. */
export async function ask(asked: Asked): Promise<Answer | undefined> {
  const text = asked.body && JSON.stringify(asked.body);
  const until = Date.now() + (asked.patience ?? 4000);
  for (;;) {
    const answer = await tryOnce(asked, text, Math.max(1, until - Date.now()));
    if (answer !== 'again') return answer;
  }
}

const browser = {
  language: 'en',
  colorDepth: 24,
  screenWidth: 1280,
  screenHeight: 800,
  javaEnabled: false,
  challengeWindowSize: '05',
};

/** Where a shopper's requests go: one of the proxies, as a balancer would send them. */
export type Proxies = readonly [string, ...string[]];

/** Statuses after which there is nothing left to press. */
const over = new Set(['paid', 'authorised', 'canceled', 'expired', 'review']);

const cardsSeen = new Map<string, string[]>();

/** The sealed ids of a shopper's cards, asked for once: they stay the same. */
export async function cardsOf(customer: string, proxies: Proxies, luck: Chance): Promise<[string, ...string[]]> {
  for (;;) {
    const [first, ...more] = cardsSeen.get(customer) ?? [];
    if (first) return [first, ...more];
    const url = `${luck.one(proxies)}/onfile/v1/cards`;
    const answer = await ask({ method: 'GET', url, headers: { 'x-shopper': customer } });
    const cards = answer?.status === 200 ? (answer.body['cards'] as { id: string }[]) : [];
    if (cards.length > 1)
      cardsSeen.set(
        customer,
        cards.map(({ id }) => id),
      );
    else await pause(100);
  }
}

/** Somebody who wants to pay one order. */
export class Shopper {
  readonly memory: Memory;
  readonly #plan: Plan;
  readonly #proxies: Proxies;
  readonly #luck: Chance;
  readonly #now: () => number;
  #told = 'nothing';
  #action: Action | undefined;
  readonly #acted = new Set<string>();
  #id = '';
  #secret = '';

  constructor(plan: Plan, seed: number, proxies: Proxies, now: () => number = Date.now) {
    this.#now = now;
    this.#plan = plan;
    this.#proxies = proxies;
    this.#luck = chance(seed);
    this.memory = { order: this.#plan.order, presses: 0, words: [] };
  }

  /** Whether there is nothing left to press. */
  get isDone(): boolean {
    return over.has(this.#told);
  }

  #url = (path: string) => `${this.#luck.one(this.#proxies)}/onfile/v1${path}`;

  #hear(answer: Answer | undefined, askedAt: number, key?: string): void {
    const status = answer?.status === 200 ? answer.body['status'] : undefined;
    if (typeof status !== 'string') return;
    this.#told = status;
    this.#action = answer?.body['action'] as Action | undefined;
    this.memory.words.push({ status, askedAt, heardAt: this.#now(), ...(key && { key }) });
  }

  /** Opens the checkout, also anew after a reload. Goes on until a proxy answers. */
  async open(): Promise<void> {
    const { order, customer } = this.#plan;
    for (;;) {
      const url = this.#url('/intents');
      const origin = new URL(url).origin;
      const askedAt = this.#now();
      const answer = await ask({ method: 'POST', url, headers: { 'x-shopper': customer, origin }, body: { order } });
      if (answer?.status === 200) {
        this.#id = String(answer.body['id']);
        this.#secret = String(answer.body['secret']);
        return this.#hear(answer, askedAt);
      }
      await pause(50 + this.#luck.below(150));
    }
  }

  /** One request to pay. */
  async confirm(key: string, card: string, patience?: number): Promise<Answer | undefined> {
    this.memory.presses++;
    const askedAt = this.#now();
    const answer = await ask({
      method: 'POST',
      url: this.#url(`/intents/${this.#id}/confirm`),
      headers: { authorization: `Bearer ${this.#secret}`, 'idempotency-key': key },
      body: { card, browser },
      patience,
    });
    this.#hear(answer, askedAt, key);
    return answer;
  }

  /** Asks for the way to the payment page. */
  async goHosted(): Promise<Form | undefined> {
    const url = this.#url(`/intents/${this.#id}/hosted`);
    const headers = { authorization: `Bearer ${this.#secret}` };
    const answer = await ask({ method: 'POST', url, headers, body: { save: false } });
    return answer?.status === 200 ? (answer.body as unknown as Form) : undefined;
  }

  /** Goes to the payment page. Answers with whether it may have been paid there. */
  async #visit(how: NonNullable<Plan['page']>): Promise<boolean> {
    const form = await this.goHosted();
    if (!form) return false;
    if (how !== 'other-tab') return visitPage(form, how);
    await Promise.all([this.press('once'), visitPage(form, 'refused')]);
    return false;
  }

  /** Does what the bank wants of the browser, once. */
  async #act(): Promise<void> {
    const action = this.#action;
    const name = JSON.stringify(action);
    if (!action || this.#acted.has(name)) return;
    this.#acted.add(name);
    if (action.type === 'method') {
      await callMethod(action);
      const askedAt = this.#now();
      const url = this.#url(`/intents/${this.#id}/continue`);
      const headers = { authorization: `Bearer ${this.#secret}` };
      const answer = await ask({ method: 'POST', url, headers });
      // What could not be told to the gateway, or to the proxy, may be told again.
      if (answer?.status !== 200) this.#acted.delete(name);
      this.#hear(answer, askedAt);
    } else if (action.type === 'challenge') await answerBank(action, this.#plan.bank);
  }

  /** Looks how things stand. */
  async look(): Promise<void> {
    const headers = { authorization: `Bearer ${this.#secret}` };
    const askedAt = this.#now();
    this.#hear(await ask({ method: 'GET', url: this.#url(`/intents/${this.#id}`), headers }), askedAt);
  }

  async press(how: Press): Promise<void> {
    const cards = await cardsOf(this.#plan.customer, this.#proxies, this.#luck);
    const card = this.#luck.one(cards);
    const key = randomUUID();
    // Gone somewhere within the payment.
    const short = 5 + this.#luck.below(300);
    switch (how) {
      case 'once':
        await this.confirm(key, card);
        return;
      case 'double-click':
        await Promise.all([this.confirm(key, card), this.confirm(key, card)]);
        return;
      case 'triple-click':
        await Promise.all([this.confirm(key, card), this.confirm(key, card), this.confirm(key, card)]);
        return;
      case 'two-keys':
        // Two tabs, and a double click in one of them.
        await Promise.all([
          this.confirm(key, card),
          this.confirm(randomUUID(), this.#luck.one(cards)),
          this.confirm(key, card),
        ]);
        return;
      case 'reload':
        await this.confirm(key, card, short);
        await this.open();
        await this.confirm(randomUUID(), card);
        return;
      case 'lost-answer':
        await this.confirm(key, card, short);
        await Promise.all([this.confirm(key, card), this.confirm(key, card)]);
        return;
    }
  }

  /** Looks until there is nothing left to wait for, or until the patience is over, in milliseconds of the wall. */
  async #wait(patience: number, isEnough: () => boolean): Promise<void> {
    const until = Date.now() + patience;
    for (let pauseMs = 40; Date.now() < until && !isEnough(); pauseMs = Math.min(pauseMs * 1.7, 2000)) {
      if (this.#told === 'challenge') await this.#act();
      await pause(pauseMs / 2 + this.#luck.below(pauseMs));
      if (this.#luck.happens(0.1)) await this.open();
      else await this.look();
    }
  }

  /**
   * Presses whenever the order may be paid, and looks while it is not known. Gives up after so many rounds, or after so long
   * without a word, in milliseconds of the wall. Whoever has paid on the payment page only looks.
   */
  async pay({ rounds = 4, patience = this.#luck.happens(0.85) ? 2500 : 25_000 } = {}): Promise<void> {
    const isOver = () => this.isDone;
    await this.open();
    if (this.#plan.page && (await this.#visit(this.#plan.page))) return this.#wait(patience, isOver);
    for (const how of this.#plan.presses.slice(0, rounds)) {
      await this.press(how);
      let looks = 0;
      await this.#wait(
        patience,
        () => isOver() || (looks++ > 0 && (this.#told === 'open' || this.#told === 'declined')),
      );
      if (isOver()) return;
    }
  }
}
