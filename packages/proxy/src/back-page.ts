import { lookAgain } from '@onfile/contract';
import type { Answer } from './answer.ts';

/**
 * Tells the page around it to look again, with the name that the frame was given there; at the top it goes on to the shop's page. The
 * receiver is a page of our own origin or nobody.
 */
export const backScript = `parent===self?document.body.dataset.next&&location.replace(document.body.dataset.next):parent.postMessage({type:'${lookAgain}',frame:name},location.origin)`;

/** Base64 of the script's SHA-256; a test holds them together. */
export const backScriptHash = 'G6cVMu0fDiKrppZsdEkEhiyTuZ2JeaA+jg8yPVF9rW0=';

const policy = `default-src 'none'; script-src 'sha256-${backScriptHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/**
 * The page that stands in the bank's frame when the bank has its answer. `next`: where a browser goes that loaded it at the top. Without it
 * the page is the same for everybody.
 */
export function backPage(next?: string): Answer {
  const body = next === undefined ? '<body>' : `<body data-next="${escape(next)}">`;
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>…</title></head>${body}<script>${backScript}</script></body></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return { status: 200, headers, body: page };
}
