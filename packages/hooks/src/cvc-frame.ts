/** What the frame says of its field: whether there is something, and whether it is all there. Never what, and never how much. */
export interface CvcFieldState {
  empty: boolean;
  complete: boolean;
  focused: boolean;
}

/** What the frame is told to pay with. The code is in the frame, and the frame adds what 3-D Secure wants to know of the browser. */
export interface CvcConfirm {
  intent: string;
  /** The bearer secret of this intent. */
  secret: string;
  /** The card's id. */
  card: string;
  /** The idempotency key. */
  key: string;
  /** The 3-D Secure window: `01` to `05`. */
  window: string;
}

/** What the page hears. */
export interface CvcFrameEvents {
  /** It has loaded anew, with an empty field, and is greeted again. */
  onLoading: () => void;
  onReady: () => void;
  onState: (state: CvcFieldState) => void;
  /** The field's own height, in CSS pixels: 24 to 160. */
  onSize: (height: number) => void;
  /** Enter, with the code all there. */
  onEnter: () => void;
  /** How a confirm was answered: an intent's status, a problem's code, `incomplete` (nothing was sent) or `unknown`. Read the intent. */
  onResult: (status: string) => void;
  /** It did not answer within six seconds. */
  onFailed: () => void;
}

/** The way to a frame that has answered, and the way out. */
export interface CvcFrameLink {
  confirm: (message: CvcConfirm) => void;
  focus: () => void;
  clear: () => void;
  disable: (disabled: boolean) => void;
  /** Values by name; what the frame does not know it leaves alone. */
  theme: (values: Readonly<Record<string, string>>) => void;
  close: () => void;
}

/** How often a frame is greeted until it answers, and how long, in milliseconds. */
const greeting = { every: 100, limit: 6000 };

/** A frame of the page's own host has no origin of its own: the proxy serves it in a sandbox. */
export const isOneHost = (url: string, page = location.href) => new URL(url, page).origin === new URL(page).origin;

/**
 * What a page grants its frame: that the browser may fill the field in with the rest of a form that it knows, and that it may be typed in.
 * Chromium is about to ask for both. A name that a browser does not know is a warning in its console, so only those that it does.
 */
export function frameAllow(): string {
  const { featurePolicy } = document as Document & { featurePolicy?: { features(): string[] } };
  return ['autofill', 'manual-text'].filter((name) => featurePolicy?.features().includes(name)).join('; ');
}

/** A word that only this page and its frame know: 128 bits, in at most 63 signs. */
export const frameNonce = (): string => crypto.getRandomValues(new Uint8Array(16)).join('-');

const isRecord = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null;

/** Calls what a message is for. Whatever is not exactly one of the frame's messages is nobody's. */
function hear(data: unknown, on: CvcFrameEvents): void {
  if (!isRecord(data)) return;
  const { t, ...rest } = data;
  const { empty, complete, focused, h, status } = rest;
  const holds = (count: number) => Object.keys(rest).length === count;
  if (t === 'ready' && holds(0)) on.onReady();
  else if (t === 'enter' && holds(0)) on.onEnter();
  else if (t === 'size' && holds(1) && typeof h === 'number' && h >= 24 && h <= 160) on.onSize(h);
  else if (t === 'result' && holds(1) && typeof status === 'string' && /^[a-z_]{1,32}$/.test(status))
    on.onResult(status);
  else if (
    t === 'state' &&
    holds(3) &&
    typeof empty === 'boolean' &&
    typeof complete === 'boolean' &&
    typeof focused === 'boolean'
  )
    on.onState({ empty, complete, focused });
}

/**
 * Greets the frame in `element` until it answers on the port that it is given; everything after that goes over the port
 * (`security.md` 1.5). `nonce` is what stands after the `#` of the frame's address. A frame that has loaded anew (its row was moved, its
 * process had died) is greeted like the first: a document answers once.
 */
export function linkCvcFrame(element: HTMLIFrameElement, nonce: string, on: CvcFrameEvents): CvcFrameLink {
  const { src } = element;
  // What has no origin cannot be named: there the nonce and the window have to do.
  const origin = isOneHost(src) ? '*' : new URL(src).origin;
  let port: MessagePort | undefined;
  let again: ReturnType<typeof setInterval> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Set<MessagePort>();
  const stop = () => {
    clearInterval(again);
    clearTimeout(limit);
    for (const one of waiting) if (one !== port) one.close();
    waiting.clear();
  };
  const greet = () => {
    const { port1, port2 } = new MessageChannel();
    waiting.add(port1);
    port1.addEventListener('message', ({ data }) => {
      if (!port) {
        port = port1;
        stop();
        // Whoever was led to it before it could hear of that is in its field now.
        if (document.activeElement === element) send({ t: 'focus' });
      }
      if (port === port1) hear(data, on);
    });
    port1.start();
    element.contentWindow?.postMessage({ v: 1, t: 'hello', n: nonce }, origin, [port2]);
  };
  const begin = () => {
    again = setInterval(greet, greeting.every);
    limit = setTimeout(() => {
      stop();
      on.onFailed();
    }, greeting.limit);
  };
  let loads = 0;
  const loaded = () => {
    // The first is that of the document that is being greeted, which may have answered before.
    if (!loads++ || !port) return;
    port.close();
    port = undefined;
    on.onLoading();
    begin();
  };
  begin();
  element.addEventListener('load', loaded);
  const send = (message: Record<string, unknown>) => port?.postMessage(message);
  return {
    confirm: (message) => send({ t: 'confirm', ...message }),
    focus: () => {
      // The frame has the focus first: in a process of its own, word that it was left may come after this message, and undo it.
      element.focus();
      send({ t: 'focus' });
    },
    clear: () => send({ t: 'clear' }),
    disable: (disabled) => send({ t: 'disable', disabled }),
    theme: (values) => send({ t: 'theme', values }),
    close: () => {
      element.removeEventListener('load', loaded);
      stop();
      port?.close();
    },
  };
}
