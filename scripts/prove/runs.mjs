import { randomUUID } from 'node:crypto';
import { runScript, runTests } from './run-bars.mjs';

/** Every bar at its full count, one after another: each has the machine to itself. */
export async function wholly(bars, flags) {
  const results = [];
  for (const bar of bars)
    results.push(...(bar.script ? [await runScript(bar, { flags })] : await runTests(bar.project, [bar], {})));
  return results;
}

const isOneOf = (names) => (bar) => names.some((name) => bar.script === `scripts/${name}`);
/** Proofs over several processes, and what builds and installs. */
const isProof = (bar) =>
  bar.script?.startsWith('scripts/proofs/') || isOneOf(['consumers.mjs', 'reproducible.ts', 'sbom.ts'])(bar);
/** Bars that are played in the built shop (`play.mjs`). */
const isPlayed = isOneOf(['gestures.mjs', 'pictures.mjs', 'kept-looks.mjs', 'secrecy.mjs', 'policy.mjs']);

/**
 * A part of every bar. Three lanes, each one after another: the tests of a project in one run, and the pictures of stories; the proofs over
 * several processes and what builds; what is played in the shop, which is built once for all of it.
 */
export async function quickly(bars, flags) {
  const how = { part: 'quick', quiet: true, flags, env: { ONFILE_BUILT_FOR: randomUUID() } };
  const parts = bars.filter(({ quick }) => quick !== false);
  const tests = Map.groupBy(
    parts.filter(({ script }) => !script),
    ({ project }) => project,
  );
  const single = (some) => some.map((bar) => async () => [await runScript({ ...bar, ...bar.quick }, how)]);
  const busy = [
    ...[...tests].map(
      ([project, own]) =>
        () =>
          runTests(project, own, how),
    ),
    ...single(parts.filter((bar) => bar.script && !isProof(bar) && !isPlayed(bar))),
  ];
  const results = new Map();
  const inTurn = async (runs) => {
    for (const run of runs) for (const result of await run()) results.set(result.id, result);
  };
  const waiting = [isProof, isPlayed].map((isOne) => single(parts.filter(isOne)));
  await Promise.all([busy, ...waiting].map(inTurn));
  return bars.flatMap(({ id }) => results.get(id) ?? []);
}
