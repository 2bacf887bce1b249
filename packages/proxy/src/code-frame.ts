import type { FramePlacement } from '@onfile/frame';

/** Security codes typed in the isolated frame, and what a merchant has to say before that. */
export interface CodeFrameOptions {
  mode: 'frame';
  /** Where a browser reaches `GET /frame`. Best a host of its own, served by this same proxy: `https://pay.shop.example/onfile/v1/frame`. */
  frameUrl: string;
  /** Codes pass through this server: the merchant has read `docs/pci.md` and takes what follows from it. */
  acceptsPciNote: true;
}

/** The frame as the routes need it. */
export interface CodeFrame {
  url: string;
  /** Who may hold it. */
  parents: readonly string[];
  where: FramePlacement;
}

/** Reads the merchant's choice. @throws TypeError where something is left out that money and codes depend on */
export function readCodeFrame(
  cvc: 'hosted' | CodeFrameOptions | undefined,
  origins: readonly string[],
  publicUrl: URL,
  takesCodes: boolean,
): CodeFrame | undefined {
  if (cvc === undefined || cvc === 'hosted') return undefined;
  if (cvc.acceptsPciNote !== true)
    throw new TypeError(
      'cvc: codes pass through this server in mode "frame". Read docs/pci.md, then set acceptsPciNote.',
    );
  if (!takesCodes)
    throw new TypeError(
      'cvc: the gateway client does not know what a code is called. Ask the gateway, then set its cvcParameter.',
    );
  const { origin } = new URL(cvc.frameUrl);
  const parents = [...new Set([publicUrl.origin, ...origins])].filter(
    (one) => one !== origin || one === publicUrl.origin,
  );
  // On the shop's own host the frame has an origin only of the sandbox's making, and speaks to the proxy by its full name.
  const isOneHost = parents.includes(origin);
  return {
    url: cvc.frameUrl,
    parents,
    where: isOneHost ? { placement: 'one-host', origin } : { placement: 'own-origin' },
  };
}

/**
 * Whether a request is one that only the frame without an origin makes: it says `null`, and carries an intent's own secret, which no
 * browser adds by itself. Its secret is checked like any other.
 */
export const isFromSandbox = ({ headers }: Request, frame: CodeFrame | undefined): boolean =>
  frame?.where.placement === 'one-host' && headers.get('origin') === 'null';

/**
 * Whether a request is one that the frame makes, in either placement. On an origin of its own the frame is at home: its browser says
 * `same-origin`, and it is let in like any page of this host. One that has no such word says the origin, and that has to do.
 */
export const isFromFrame = (request: Request, frame: CodeFrame | undefined): boolean =>
  isFromSandbox(request, frame) ||
  (frame?.where.placement === 'own-origin' &&
    request.headers.get('sec-fetch-site') === null &&
    request.headers.get('origin') === new URL(frame.url).origin);
