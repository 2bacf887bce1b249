// @ts-check
/**
 * Where a security code is typed, and the only place that ever holds it: a document of its own, served by the merchant proxy. It tells
 * its page whether there is something and whether it is all there; the digits go from here to the proxy, in one request, and nowhere else.
 * No dependency, one file: read it in one sitting. What differs from shop to shop stands in `data-*`, so that one hash serves all.
 */
(() => {
  'use strict';

  /** @typedef {{ intent: string, secret: string, card: string, key: string, window: string }} Confirm */

  const root = document.documentElement;
  const field = /** @type {HTMLInputElement} */ (document.getElementById('code'));
  const says = /** @type {HTMLElement} */ (document.getElementById('says'));
  const { hint = '', incomplete = '', wrong = '' } = field.dataset;
  /** @type {readonly unknown[]} */
  const parents = JSON.parse(root.dataset['parents'] ?? '[]');
  const length = field.maxLength;
  /** How long a code may lie untouched, in milliseconds. */
  const patience = Number(root.dataset['patience']);

  /** @type {MessagePort | undefined} */
  let port;
  let isOff = false;
  let isPaying = false;
  let told = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const isComplete = () => field.value.length === length;

  /** @param {Record<string, unknown>} message */
  const tell = (message) => port?.postMessage(message);

  /** Says how things stand, where that has changed: never how many digits there are. */
  function tellState() {
    const state = {
      t: 'state',
      empty: !field.value,
      complete: isComplete(),
      focused: document.activeElement === field,
    };
    const text = JSON.stringify(state);
    if (text !== told) tell(state);
    told = text;
  }

  /** @param {'' | 'incomplete' | 'wrong'} problem */
  function mark(problem) {
    field.setAttribute('aria-invalid', String(problem !== ''));
    says.textContent = problem === 'wrong' ? wrong : problem ? incomplete : hint;
  }

  function clear() {
    clearTimeout(timer);
    field.value = '';
    tellState();
  }

  function typed() {
    // Full-width and Arabic digits are digits.
    const digits = field.value
      .normalize('NFKC')
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/[^0-9]/g, '')
      .slice(0, length);
    if (digits !== field.value) field.value = digits;
    clearTimeout(timer);
    if (digits) timer = setTimeout(clear, patience);
    if (isComplete() || !digits) mark('');
    tellState();
  }

  field.addEventListener('input', typed);
  field.addEventListener('focus', tellState);
  field.addEventListener('blur', () => {
    if (field.value && !isComplete()) mark('incomplete');
    tellState();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (isComplete()) tell({ t: 'enter' });
    else mark('incomplete');
  });
  // A page that goes takes no code with it, also not into the memory of the back button.
  addEventListener('pagehide', clear);
  addEventListener('pageshow', (event) => {
    if (event.persisted) clear();
  });

  /** What 3-D Secure wants to know of this browser, as the contract has it. */
  const browserData = (/** @type {string} */ challengeWindowSize) => ({
    language: navigator.language.slice(0, 35),
    colorDepth: screen.pixelDepth,
    screenWidth: screen.width,
    screenHeight: screen.height,
    javaEnabled: false,
    challengeWindowSize,
  });

  /**
   * Pays, with what is typed. Once: whatever comes of it, the field is empty and the page reads the intent.
   *
   * @param {Confirm} message
   */
  async function confirm({ intent, secret, card, key, window: size }) {
    if (isPaying || isOff) return;
    if (!isComplete()) {
      mark('incomplete');
      field.focus();
      return tell({ t: 'result', status: 'incomplete' });
    }
    isPaying = true;
    const body = JSON.stringify({ card, browser: browserData(size), cvc: field.value });
    clear();
    let status = 'unknown';
    try {
      const response = await fetch(new URL(`intents/${encodeURIComponent(intent)}/confirm`, location.href), {
        method: 'POST',
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': key },
        body,
      });
      /** @type {{ status?: unknown, code?: unknown, reason?: unknown }} */
      const answer = await response.json();
      const word = response.ok ? answer.status : answer.code;
      if (typeof word === 'string' && /^[a-z_]{1,32}$/.test(word)) status = word;
      if (status === 'declined' && answer.reason === 'wrong_details') mark('wrong');
    } catch {
      // Nobody knows whether it arrived: the page reads the intent.
    }
    isPaying = false;
    tell({ t: 'result', status });
  }

  /** What a page may say of the looks: each a name, and what its value must be. Nothing here can name an address. */
  const color =
    /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|rgba?\(\d{1,3}, ?\d{1,3}, ?\d{1,3}(, ?(0|1|0?\.\d{1,3}))?\))$/i;
  /** @type {Record<string, RegExp>} */
  const looks = {
    color,
    background: color,
    accent: color,
    'font-size': /^(1[2-9]|2\d|3[0-2])px$/,
    'font-weight': /^[1-9]00$/,
    'font-family': /^(system-ui|sans-serif|serif|monospace)$/,
    'letter-spacing': /^\d(\.\d)?px$/,
    padding: /^([0-9]|[12]\d|3[0-2])px$/,
    scheme: /^(light|dark)$/,
  };

  /** @param {Record<string, unknown>} values */
  function dress(values) {
    for (const [name, pattern] of Object.entries(looks)) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (typeof value === 'string' && pattern.test(value)) root.style.setProperty(`--${name}`, value);
    }
  }

  /** What a message must be made of, name by name: nothing less, and nothing more. */
  const id = /^[\x21-\x7e]{1,512}$/;
  /** @type {Record<string, Record<string, RegExp | 'boolean' | 'record'>>} */
  const forms = {
    confirm: { intent: id, secret: id, card: id, key: /^[A-Za-z0-9_-]{16,64}$/, window: /^0[1-5]$/ },
    focus: {},
    clear: {},
    disable: { disabled: 'boolean' },
    theme: { values: 'record' },
  };

  /**
   * @param {unknown} data
   * @returns {data is Record<string, unknown>}
   */
  const isRecord = (data) => typeof data === 'object' && data !== null && !Array.isArray(data);

  /**
   * @param {unknown} data
   * @returns {data is Record<string, unknown> & { t: string }}
   */
  function isMeant(data) {
    if (!isRecord(data) || typeof data['t'] !== 'string' || !Object.hasOwn(forms, data['t'])) return false;
    const form = forms[data['t']] ?? {};
    if (Object.keys(data).length !== Object.keys(form).length + 1) return false;
    return Object.entries(form).every(([name, rule]) => {
      const value = Object.hasOwn(data, name) ? data[name] : undefined;
      if (rule === 'boolean') return typeof value === 'boolean';
      if (rule === 'record') return isRecord(value) && Object.keys(value).length <= 16;
      return typeof value === 'string' && rule.test(value);
    });
  }

  /** @param {unknown} data */
  function hear(data) {
    if (!isMeant(data)) return;
    if (data.t === 'confirm') void confirm(/** @type {Confirm} */ (/** @type {unknown} */ (data)));
    else if (data.t === 'focus') field.focus();
    else if (data.t === 'clear') {
      mark('');
      clear();
    } else if (data.t === 'theme') dress(/** @type {Record<string, unknown>} */ (data['values']));
    else {
      isOff = data['disabled'] === true;
      field.readOnly = isOff;
    }
  }

  const nonce = location.hash.slice(1);
  /** The one greeting that is answered: from the page that holds this frame, on the list, with the word that only it knows. */
  const greeted = (/** @type {MessageEvent<unknown>} */ { source, origin, data, ports }) => {
    if (source !== parent || parent === self || !parents.includes(origin)) return;
    if (!isRecord(data) || Object.keys(data).length !== 3 || data['v'] !== 1 || data['t'] !== 'hello') return;
    if (!/^[A-Za-z0-9_-]{22,64}$/.test(nonce) || data['n'] !== nonce || ports.length !== 1) return;
    removeEventListener('message', greeted);
    port = ports[0];
    port?.addEventListener('message', (event) => hear(event.data));
    port?.start();
    tell({ t: 'ready' });
    tellState();
    new ResizeObserver(() => tell({ t: 'size', h: Math.min(160, Math.max(24, Math.ceil(root.offsetHeight))) })).observe(
      root,
    );
  };
  addEventListener('message', greeted);
})();
