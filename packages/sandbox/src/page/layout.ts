import { escape } from '../wire/xml.ts';
import { style } from './style.ts';
import { type PageLanguage, words } from './words.ts';

/** A page of the gateway. */
export interface Page {
  language: PageLanguage;
  title: string;
  /** What stands in the page, as markup. */
  body: string;
  status?: number;
  /** Looks again by itself after so many seconds, at this address or at another. */
  refresh?: { seconds: number; url?: string };
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // No script runs on a page that takes card numbers; the bank's hidden frame is the gateway's own.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'",
};

/** A whole page as an answer. */
export function htmlPage({ language, title, body, status = 200, refresh }: Page): Response {
  const again = refresh
    ? `<meta http-equiv="refresh" content="${refresh.seconds}${refresh.url ? `;url=${escape(refresh.url)}` : ''}">`
    : '';
  const html = `<!doctype html><html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>${again}<style>${style}</style></head><body>${body}</body></html>`;
  return new Response(html, { status, headers });
}

const lock =
  '<svg width="16" height="18" viewBox="0 0 16 18" fill="none" aria-hidden="true"><rect x="1" y="7.5" width="14" height="9.5" rx="2.5" fill="#0a6b58"/><path d="M4.5 8V5a3.5 3.5 0 0 1 7 0v3" stroke="#0a6b58" stroke-width="2"/></svg>';

/** The strip at the head of a page: that it is safe, and the other language where the page can be had in it. */
export function topStrip(language: PageLanguage, otherLanguage?: (language: PageLanguage) => string): string {
  const names = { RU: 'Русский', EN: 'English' } as const;
  const choice = (one: PageLanguage) =>
    one === language
      ? `<b aria-current="true" lang="${one.toLowerCase()}"><span aria-hidden="true">${one}</span><span class="hidden">${names[one]}</span></b>`
      : `<a href="${escape(otherLanguage?.(one) ?? '')}" lang="${one.toLowerCase()}" hreflang="${one.toLowerCase()}"><span aria-hidden="true">${one}</span><span class="hidden">${names[one]}</span></a>`;
  const nav = otherLanguage ? `<nav aria-label="Язык · Language">${choice('RU')}${choice('EN')}</nav>` : '';
  return `<header class="top"><span class="lock">${lock}${words[language].secure}</span>${nav}</header>`;
}

/** A page that only says something, with a way on. */
export function notePage({
  language,
  heading,
  text = '',
  status = 200,
  mark,
  actions = '',
  refresh,
}: {
  language: PageLanguage;
  heading: string;
  text?: string;
  status?: number;
  mark: 'good' | 'bad' | 'waiting';
  /** Markup of buttons or links below the text. */
  actions?: string;
  refresh?: Page['refresh'];
}): Response {
  const sign =
    mark === 'waiting'
      ? '<div class="spinner" aria-hidden="true"></div>'
      : `<div class="mark${mark === 'bad' ? ' bad' : ''}" aria-hidden="true">${mark === 'bad' ? '!' : '✓'}</div>`;
  const said = text ? `<p class="soft">${escape(text)}</p>` : '';
  return htmlPage({
    language,
    title: heading,
    status,
    ...(refresh && { refresh }),
    body: `${topStrip(language)}<main class="note" ${mark === 'waiting' ? 'aria-live="polite"' : ''}>${sign}<h1>${escape(heading)}</h1>${said}${actions}<p class="foot"><span class="badge">${words[language].sandbox}</span></p></main>`,
  });
}
