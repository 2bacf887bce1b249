import { scriptHash, scriptText, styleHash, styleText } from './generated.ts';
import { type FrameLanguage, frameWords } from './words.ts';

/** What a page of the frame is made for. */
export interface FramePageOptions {
  /** The shop's pages that may hold it, as exact origins. */
  parents: readonly string[];
  language: FrameLanguage;
  /** Digits in the code of the card's payment system; 4 stand on the front of a card, 3 on its back. */
  digits: 3 | 4;
  /** How the payment system calls the code, for example `CVV2`. */
  name?: string;
  /** How long a code may lie untouched, in milliseconds. Default five minutes. */
  patience?: number;
}

/** Where the frame's own requests go: `'self'` with an origin of its own; in a sandbox without one the proxy's origin, in full. */
export type FramePlacement = { placement: 'own-origin' } | { placement: 'one-host'; origin: string };

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** The whole document: script and style inline, both the same for every shop, and everything else in attributes. */
export function framePage({ parents, language, digits, name = '', patience = 300_000 }: FramePageOptions): string {
  const words = frameWords[language];
  const say = (text: string) => escaped(text.replace('{digits}', String(digits)));
  const hint = say(digits === 4 ? words.onFront : words.onBack);
  const label = escaped(`${words.label} ${name}`.trim());
  return `<!doctype html>
<html lang="${language}" data-parents="${escaped(JSON.stringify(parents))}" data-patience="${patience}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${label}</title>
<style>${styleText}</style>
<label for="code">${label}</label>
<input id="code" type="text" inputmode="numeric" autocomplete="cc-csc" maxlength="${digits}" pattern="[0-9]*" required spellcheck="false" autocapitalize="off" aria-invalid="false" aria-describedby="says" data-hint="${hint}" data-incomplete="${say(words.incomplete)}" data-wrong="${say(words.wrong)}">
<p id="says" role="status">${hint}</p>
<script>${scriptText}</script>
</html>
`;
}

/** Every power that a document may have, taken from this one. */
const nothing = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'web-share',
  'window-management',
  'xr-spatial-tracking',
]
  .map((name) => `${name}=()`)
  .join(', ');

/**
 * The headers of the frame, on every status (`security.md` 1.5). There is no X-Frame-Options: it cannot name a list of parents.
 */
export function frameHeaders(parents: readonly string[], where: FramePlacement): Record<string, string> {
  const isOwn = where.placement === 'own-origin';
  const policy = [
    "default-src 'none'",
    `script-src '${scriptHash}'`,
    `style-src '${styleHash}'`,
    `connect-src ${isOwn ? "'self'" : where.origin}`,
    "img-src 'none'",
    "font-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${parents.join(' ') || "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `sandbox allow-scripts${isOwn ? ' allow-same-origin' : ''}`,
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'origin-agent-cluster': '?1',
    'cross-origin-resource-policy': 'cross-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'referrer-policy': 'no-referrer',
    'permissions-policy': nothing,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
