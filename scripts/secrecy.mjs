// Builds the shop, pays with codes in real Chromium, and looks for them wherever a page can keep something.
import { env } from 'node:process';
import { play } from './prove/play.mjs';

const said = /^figure: (.+)$/gm;

// A part: payments, and of the broken builds those that hold a code in the page.
const words = env.ONFILE_PROVE_PART ? ['-g', 'payments|a page that hears|only the heap'] : [];

play('secrecy', words, {}, (passed, all, results) =>
  [
    ...results.flatMap(({ stdout }) =>
      stdout.flatMap(({ text = '' }) => [...text.matchAll(said)].map(([, one]) => one)),
    ),
    `${passed} of ${all} tests and controls`,
  ].join('; '),
);
