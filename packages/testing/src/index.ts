export { type Clock, createClock } from './clock.ts';
export { type Chain, type ChainCharge, type ChainOptions, type ChainOrder, createChain } from './create-chain.ts';
export { cards, pictureAsset, savedCard } from './fixtures.ts';
export { type Scenario, scenarios } from './scenarios.ts';
