// Builds the shop and lets every kind of picture fail in every way, in real Chromium.
import { play } from './prove/play.mjs';

play('pictures', [], {}, (passed, all) => `${passed} of ${all} tests of pictures that fail`);
