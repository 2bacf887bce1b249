// Builds the shop, and plays every test of it in real Chromium: each fails where a page or a frame of ours complains of its policy.
import { env } from 'node:process';
import { play } from './prove/play.mjs';

const some = ['policy.spec', 'code.spec'];

// The suite as `pnpm test` has it: what is played more often by other bars is played by them.
play('', env.ONFILE_PROVE_PART ? some : [], { ONFILE_PROVE: '' }, (passed, all, results) => {
  const documents = results
    .flatMap(({ annotations = [] }) => annotations)
    .filter(({ type }) => type === 'documents')
    .reduce((sum, { description }) => sum + Number(description), 0);
  return `${documents} pages and frames in ${all} tests, 0 complaints but those of controls in the ${passed} that passed`;
});
