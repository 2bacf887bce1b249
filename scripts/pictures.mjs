// Builds the shop and lets every kind of picture fail in every way, in real Chromium.
import { env } from 'node:process';
import { play } from './prove/play.mjs';

// A part: each way to fail, in one place each.
play(
  env.ONFILE_PROVE_PART ? 'pictures-apart' : 'pictures',
  [],
  {},
  (passed, all) => `${passed} of ${all} tests of pictures that fail`,
);
