import * as v from 'valibot';

/** Somebody who knows what really happened to money, and can make the gateway misbehave. */
export interface Witness {
  /** Amounts that were charged or set aside for an order, one for each payment. What is taken of it or given back later is none. */
  charges: (order: string) => Promise<string[]>;
  /** Orders a misbehaviour, until `behave`. */
  misbehave: (rule: { service: string; kind: string; order?: string }) => Promise<void>;
  behave: () => Promise<void>;
}

const Ledger = v.array(v.object({ type: v.string(), order: v.string(), amount: v.string() }));
const Answer = v.object({ entries: Ledger });

/** Lines of the sandbox's ledger that are a payment. */
const payments: readonly string[] = ['charge', 'authorise'];

/** An Onfile sandbox that the proxy under test pays at, by its control addresses. */
export function sandboxWitness(url: string, fetch: (request: Request) => Promise<Response>): Witness {
  const base = `${url.replace(/\/$/, '')}/__sandbox`;
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(new Request(`${base}${path}`, init));
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}.`);
    return answer;
  };
  return {
    charges: async (order) =>
      v
        .parse(Answer, await (await ask('/ledger')).json())
        .entries.filter((entry) => entry.order === order && payments.includes(entry.type))
        .map(({ amount }) => amount),
    misbehave: async (rule) => {
      await ask('/faults', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(rule),
      });
    },
    behave: async () => {
      await ask('/faults', { method: 'DELETE' });
    },
  };
}
