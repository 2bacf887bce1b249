import type { Check } from './check.ts';
import { differ, notProblem } from './judge.ts';
import type { Subject } from './subject.ts';

/** The same name with one letter in the middle changed. */
function forge(name: string): string {
  const at = Math.floor(name.length * 0.7);
  return `${name.slice(0, at)}${name[at] === 'A' ? 'B' : 'A'}${name.slice(at + 1)}`;
}

const remove = ({ call }: Subject, id: string, as: 'shopper' | 'other' = 'shopper') =>
  call(`/cards/${id}`, { method: 'DELETE', as });

/** The names of pictures, as they stand in the list. */
async function artRefs({ cards }: Subject): Promise<string[]> {
  const urls = (await cards()).flatMap(({ assets }) =>
    assets.flatMap(({ assetData }) => assetData.map(({ url }) => url)),
  );
  return [...new Set(urls.map((url) => url.split('/').at(-1) ?? ''))];
}

/** A text, read as base64url; empty where it is none. */
function unwrap(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}

/** Names that nobody can make, and what is somebody else's. */
export const nameChecks: Check[] = [
  {
    id: 'card-absent',
    what: 'A card that is not there is not_found.',
    why: 'Whoever tries names learns nothing.',
    run: async (subject) => notProblem(await remove(subject, 'conformance-nothing'), 'not_found'),
  },
  {
    id: 'card-forged',
    what: 'An id with one letter changed is not_found.',
    why: 'An id that can be guessed from another is no lock.',
    needs: ['card'],
    run: async (subject) => {
      const [card] = await subject.cards();
      return notProblem(await remove(subject, forge(card?.id ?? '')), 'not_found');
    },
  },
  {
    id: 'card-foreign',
    what: 'Somebody else’s card is answered as one that is not there, to the letter.',
    why: 'A difference tells whose card exists; worse, it may be removed or charged.',
    needs: ['card', 'other'],
    run: async (subject) => {
      const [card] = await subject.cards();
      // Asked by the other shopper, of a card that is the first one's.
      const foreign = await remove(subject, card?.id ?? '', 'other');
      return differ(foreign, await remove(subject, 'conformance-nothing', 'other'));
    },
  },
  {
    id: 'order-foreign',
    what: 'Somebody else’s order is answered as one that is not there, to the letter.',
    why: 'Order numbers are easily guessed; amounts and names are not yours to show.',
    needs: ['order', 'other'],
    run: async ({ call, orders }) => {
      const open = (order: string | undefined) => call('/intents', { method: 'POST', as: 'other', body: { order } });
      const absent = await open('conformance-nothing');
      return notProblem(absent, 'not_found') ?? differ(await open(orders[0]), absent);
    },
  },
  {
    id: 'art-sealed',
    what: 'The name of a picture is sealed: it is no address, and with one letter changed it is not_found.',
    why: 'A proxy that fetches what a browser names fetches from inside your network.',
    needs: ['picture'],
    run: async (subject) => {
      for (const ref of await artRefs(subject)) {
        if (/https?(:|%3a)/i.test(ref + unwrap(ref))) return 'a name of a picture holds its address';
        const forged = await subject.call(`/art/${forge(ref)}`, { as: 'nobody' });
        if (forged.status !== 404) return `a forged name answered ${forged.status}`;
      }
      return undefined;
    },
  },
  {
    id: 'art-address',
    what: 'A picture cannot be asked for by an address.',
    why: 'A proxy that fetches what a browser names fetches from inside your network.',
    run: async ({ call }) => {
      const address = 'https://elsewhere.example/card.png';
      const wrapped = btoa(address).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
      for (const name of [wrapped, encodeURIComponent(address), `x?url=${encodeURIComponent(address)}`]) {
        const { status } = await call(`/art/${name}`, { as: 'nobody' });
        if (status !== 404 && status !== 400) return `answered ${status}`;
      }
      return undefined;
    },
  },
  {
    id: 'art-safe',
    what: 'A picture is a PNG, WebP, AVIF or JPEG or plain text, and cannot run or be sniffed.',
    why: 'A stranger’s SVG or HTML on your origin is a script on your origin.',
    needs: ['picture'],
    run: async (subject) => {
      const [ref = ''] = await artRefs(subject);
      const { status, headers } = await subject.call(`/art/${ref}`, { as: 'nobody' });
      const type = headers.get('content-type') ?? '';
      if (status === 404) return undefined;
      if (!/^(image\/(png|webp|avif|jpeg)|text\/plain)\b/.test(type)) return `is ${type || 'of no type'}`;
      if (headers.get('x-content-type-options') !== 'nosniff') return 'may be sniffed';
      return /default-src 'none'/.test(headers.get('content-security-policy') ?? '')
        ? undefined
        : 'may run what it holds';
    },
  },
  {
    id: 'return-closed',
    what: 'The way back leads nowhere that the browser names.',
    why: 'A link to your shop that ends on a stranger’s page is what phishing is made of.',
    run: async ({ call, foreign }) => {
      const there = encodeURIComponent(foreign);
      const { headers } = await call(`/return?intent=nothing&url=${there}&returnTo=${there}&next=${there}`, {
        as: 'nobody',
      });
      return headers.get('location')?.startsWith(foreign) ? 'leads to where the address says' : undefined;
    },
  },
];
