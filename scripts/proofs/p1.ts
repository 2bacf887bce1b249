// P1: `node p1.ts sqlite|postgres ORDERS KILLS`. `ONFILE_SEED` replays a seed.
import { lineOf, runChaos } from './chaos.ts';
import { factor } from './clock.ts';
import { withStore } from './stores.ts';

const [kind = 'sqlite', orders = '100', kills = '5'] = process.argv.slice(2);
const seed = Number(process.env['ONFILE_SEED'] ?? 20_261_128);
const wanted = { seed, orders: Number(orders), kills: Number(kills) };
console.log(`P1: ${kind}, ${orders} orders, ${kills} × kill -9, seed ${seed}`);

const outcome = await withStore(kind, (store) => runChaos({ ...wanted, ...store }));
for (const { what, order, detail } of outcome.violations.slice(0, 40)) console.log(`${what}: ${order} (${detail})`);
console.log(`figure: ${lineOf(outcome)}`);
// A run of some length has every way to pay.
const hasAllWays = wanted.orders < 500 || (outcome.asked > 0 && outcome.onPage > 0);
const isWhole = outcome.presses >= 2.5 * outcome.orders && outcome.kills >= wanted.kills && hasAllWays;
if (!isWhole) console.log('The run did not have its pay requests, its kills or its ways to pay.');
const isHeld = outcome.violations.length === 0 && isWhole;
const again = `PROOF_FACTOR=${factor} ONFILE_SEED=${seed} node --conditions=@onfile/source scripts/proofs/p1.ts ${kind} ${orders} ${kills}`;
if (!isHeld) console.log(`Again: ${again}`);
process.exit(isHeld ? 0 : 1);
