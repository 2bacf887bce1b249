import { runScript, runTests } from './run-bars.mjs';

/** Every bar at its full count, one after another: each has the machine to itself. */
export async function wholly(bars, flags) {
  const results = [];
  for (const bar of bars)
    results.push(...(bar.script ? [await runScript(bar, { flags })] : await runTests(bar.project, [bar], {})));
  return results;
}

const isProof = ({ script }) => script?.startsWith('scripts/proofs/');

/**
 * A part of every bar: what keeps the machine busy, one after another (the tests of a project in one run), and beside it the proofs
 * over several processes, which mostly wait.
 */
export async function quickly(bars, flags) {
  const how = { part: 'quick', quiet: true, flags };
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
    ...single(parts.filter((bar) => bar.script && !isProof(bar))),
  ];
  const results = new Map();
  const inTurn = async (runs) => {
    for (const run of runs) for (const result of await run()) results.set(result.id, result);
  };
  await Promise.all([inTurn(busy), inTurn(single(parts.filter(isProof)))]);
  return bars.flatMap(({ id }) => results.get(id) ?? []);
}
