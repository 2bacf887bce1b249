import type { Deps } from '../deps.ts';
import type { Bill } from '../state.ts';
import type { Authentication } from './authentication.ts';

/** What an answer says of a question that is not answered yet (gateway notes, section 3.7). */
export type ThreeDsQuestion =
  | { version: 1; pareq: string; acsurl: string }
  | { version: 2; threedsdata: Record<string, string> };

/** JSON as base64 without padding, which is how these messages travel in a form. */
export function encode(message: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(message));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** What was encoded, by name; nothing where it is no such message. */
export function decode(text: string): ReadonlyMap<string, unknown> {
  try {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(plain, (character) => character.charCodeAt(0));
    return new Map(Object.entries(JSON.parse(new TextDecoder().decode(bytes)) as object));
  } catch {
    return new Map();
  }
}

const version = '2.2.0';

/** What the shop is to do next about an authentication; undefined when there is nothing. */
export function questionOf(authentication: Authentication, bill: Bill, { origin }: Deps): ThreeDsQuestion | undefined {
  const { id, acsTransId, authenticating, stage, window } = authentication;
  if (stage === 'done') return undefined;
  if (authenticating === 'v1') {
    return {
      version: 1,
      acsurl: `${origin}/acs/pareq`,
      pareq: encode({ id, amount: bill.amount, currency: bill.currency }),
    };
  }
  const both = { version, threeDSServerTransID: id };
  switch (stage) {
    case 'method':
      return {
        version: 2,
        threedsdata: {
          ...both,
          threeDSMethodURL: `${origin}/acs/method`,
          threeDSMethodData: encode({
            threeDSServerTransID: id,
            threeDSMethodNotificationURL: `${origin}/3ds/method`,
          }),
        },
      };
    case 'challenge':
      return {
        version: 2,
        threedsdata: {
          ...both,
          challenge: 'C',
          challengeurl: `${origin}/acs/challenge`,
          challengerequest: encode({
            threeDSServerTransID: id,
            acsTransID: acsTransId,
            messageType: 'CReq',
            messageVersion: version,
            challengeWindowSize: window,
          }),
        },
      };
    case 'decoupled':
      return { version: 2, threedsdata: { ...both, challenge: 'D' } };
  }
}
