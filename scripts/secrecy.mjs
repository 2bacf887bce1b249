// Builds the shop, pays with codes in real Chromium, and looks for them wherever a page can keep something.
import { play } from './prove/play.mjs';

const said = /^figure: (.+)$/gm;

play('secrecy', [], {}, (passed, all, results) =>
  [
    ...results.flatMap(({ stdout }) =>
      stdout.flatMap(({ text = '' }) => [...text.matchAll(said)].map(([, one]) => one)),
    ),
    `${passed} of ${all} tests and controls`,
  ].join('; '),
);
