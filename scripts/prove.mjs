// `pnpm prove [ID…]`: the named bars at their full count, each alone where it is named. `pnpm test` runs a sample of each.
// `pnpm prove --quick [ID…]`: a part of each, in under five minutes. Both close with one line a bar: id, figure, held or not.
import { argv, exit } from 'node:process';
import { proof } from './prove/proof.mjs';
import { lineOf } from './prove/run-bars.mjs';
import { quickly, wholly } from './prove/runs.mjs';

/** A quick P2 passes all crash points on one store, and these on the others. */
const fewPoints = [
  'inside the claim',
  'after it is sent',
  'while the answer is kept',
  'while the outcome is kept',
  'before the shop is told',
];

/** A part of the 500 random scripts: so many from a seed on. */
const gestures = (seed, scripts, quick = false) => ({
  script: 'scripts/gestures.mjs',
  more: { ONFILE_SEED: seed, ONFILE_SCRIPTS: scripts },
  quick,
});

/**
 * What each bar is called, and what holds it: tests of a project, or a script of its own with its words (`args`) and surroundings
 * (`more`). In a quick run tests take their sample; a script takes what `quick` says, or what it makes of `ONFILE_PROVE_PART`;
 * `quick: false` is a part of a bar that another part stands for.
 */
const bars = {
  walk: { project: 'unit', file: 'packages/hooks/src/walk.test.ts' },
  B12: { project: 'unit', file: 'packages/hooks/src/expiry.test.ts' },
  hostile: { project: 'browser', file: 'packages/ui/src/hostile-text.browser.test.tsx' },
  B1: { project: 'browser', file: 'packages/ui/src/xss.browser.test.tsx' },
  S1: { project: 'unit', file: 'packages/proxy/src/foreign-ids.test.ts' },
  S2: { project: 'unit', file: 'packages/proxy/src/tampered-bodies.test.ts' },
  // What browsers say, and what Chromium does: `S3` names both.
  'S3-1': { project: 'unit', file: 'packages/proxy/src/other-sites.test.ts' },
  'S3-2': { project: 'unit', file: 'packages/proxy/src/second-origin.test.ts' },
  S6: { project: 'unit', file: 'packages/proxy/src/slow-clients.test.ts' },
  S8: { project: 'unit', file: 'packages/proxy/src/canaries.test.ts' },
  S9: { project: 'unit', file: 'packages/proxy/src/closed-errors.test.ts' },
  S10: { project: 'unit', file: 'packages/proxy/src/code-guesses.test.ts' },
  S11: { project: 'unit', file: 'packages/proxy/src/headers.test.ts' },
  conformance: { project: 'unit', file: 'packages/proxy/src/conformance.test.ts' },
  S4: { project: 'unit', file: 'packages/art/src/ssrf.test.ts' },
  S12: { project: 'unit', file: 'packages/art/src/hostile.test.ts' },
  P3: { project: 'unit', file: 'packages/proxy/src/model.test.ts' },
  P6: { project: 'unit', file: 'packages/proxy/src/chain' },
  P8: { project: 'unit', file: 'packages/proxy/src/chain/deadline.test.ts' },
  P5: { project: 'unit', file: 'packages/proxy/src/store-crash.test.ts' },
  // The answers three minutes on two cores; `parsers` names both.
  'parsers-1': { project: 'unit', file: 'packages/assist/src/parsers.test.ts' },
  'parsers-2': { project: 'unit', file: 'packages/assist/src/order-history.test.ts' },
  // The server's half: `B3` names all of them.
  'B3-1': { project: 'unit', file: 'packages/proxy/src/code-life.test.ts' },
  'frame/B4/B5/B6/B7/B8': { project: 'unit', file: 'packages/frame/src/threats.test.ts' },
  // The page's half: what the proxy keeps is a bar of its own.
  'B3-2': { script: 'scripts/secrecy.mjs' },
  B2: { script: 'scripts/policy.mjs' },
  C2: { script: 'scripts/reproducible.ts' },
  C3: { script: 'scripts/sbom.ts' },
  // Ten minutes on two cores at most: in parts, each of which can run alone. `P1` and `P2` name all of theirs.
  'P1-1': proof('p1', ['sqlite', '5000', '120'], { args: ['sqlite', '50', '2'] }, '20261128'),
  'P1-2': proof('p1', ['sqlite', '5000', '120'], false, '20261129'),
  'P1-3': proof('p1', ['postgres', '3000', '75'], { args: ['postgres', '25', '1'] }, '20261130', '25'),
  'P1-neg': proof('p1-neg', [], { args: ['claim-after-call', 'retry-on-timeout'] }),
  'P2-1': proof('p2', ['memory', '50'], { args: ['memory', '1', ...fewPoints] }),
  'P2-2': proof('p2', ['sqlite', '50'], { args: ['sqlite', '1'] }),
  'P2-3': proof('p2', ['postgres', '50'], { args: ['postgres', '1', ...fewPoints] }),
  P4: proof('p4', ['sqlite', '100'], { args: ['sqlite', '2'] }),
  P7: proof('p7', ['10000'], { args: ['200'] }),
  consumers: { script: 'scripts/consumers.mjs', quick: { args: ['vitest'] } },
  // Half an hour on two cores that do other things as well: in thirds, each of which can run alone. `gestures` names all of them.
  'gestures-1': gestures('20261124', '167', { more: { ONFILE_SCRIPTS: '3' } }),
  'gestures-2': gestures('20261291', '167'),
  'gestures-3': gestures('20261458', '166'),
  B11: { script: 'scripts/pictures.mjs' },
  // anna's and vera's cards in the shop: `--update` keeps what they look like anew.
  looks: { script: 'scripts/kept-looks.mjs' },
  pixels: { script: 'scripts/pixels.ts', quick: { args: ['paybutton'] } },
};

// `--quick` is ours; `--update` is for the bars that keep something: `pnpm prove pixels --update`.
const isQuick = argv.includes('--quick');
const flags = argv.slice(2).filter((word) => word.startsWith('--') && word !== '--quick');
const named = argv.slice(2).filter((word) => !word.startsWith('--'));
/** Whether a bar is meant by a name: its own, or that of the bar it is a part of. */
const isMeant = (id, name) => id.split('/').includes(name) || id.replace(/-\d$/, '') === name;
const unknown = named.filter((name) => !Object.keys(bars).some((id) => isMeant(id, name)));
if (unknown.length) {
  console.error(`No such bar: ${unknown.join(', ')}. There are ${Object.keys(bars).join(', ')}.`);
  exit(1);
}
const wanted = Object.entries(bars)
  .filter(([id]) => !named.length || named.some((name) => isMeant(id, name)))
  .map(([id, bar]) => ({ id, ...bar }));

const began = Date.now();
const results = isQuick ? await quickly(wanted, flags) : await wholly(wanted, flags);
console.log(`\n${results.map(lineOf).join('\n')}`);
const missed = results.filter(({ isHeld }) => !isHeld).length;
const minutes = ((Date.now() - began) / 60_000).toFixed(1);
console.log(
  `${results.length} bars${isQuick ? ', a part of each' : ''}: ${missed ? `${missed} NOT held` : 'all held'} (${minutes} min)`,
);
exit(missed ? 1 : 0);
