import type { Answer } from './answer.ts';

/** On every answer: nothing here is a page, nothing is kept, nothing is guessed. */
const alwaysHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Adds what every answer has. A route's own headers stand. */
export const withAlwaysHeaders = (answer: Answer): Answer => ({
  ...answer,
  headers: { ...alwaysHeaders, ...answer.headers },
});
