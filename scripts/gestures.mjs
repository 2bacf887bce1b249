// Builds the shop and runs every script of gestures in real Chromium. Each worker has a shop, a gateway and a ledger of its own.
import { availableParallelism } from 'node:os';
import { env } from 'node:process';
import { play } from './prove/play.mjs';

// A script mostly waits: for answers that never come, and for the page to look again.
const workers = env.ONFILE_WORKERS ?? String(3 * availableParallelism());
const seed = env.ONFILE_SEED ?? '20261124';
console.log(`gestures from seed ${seed}, ${workers} workers`);
play(
  'gestures',
  [`--workers=${workers}`],
  { ONFILE_SEED: seed },
  (passed, all) => `${passed} of ${all} scripts and controls, seed ${seed}`,
);
