export { type Clock, createClock } from './clock.ts';
export {
  type Chain,
  type ChainCharge,
  type ChainOptions,
  type ChainOrder,
  type ChainSettled,
  createChain,
} from './create-chain.ts';
export { cardList, cards, cardsByBrand, pictureAsset, savedCard } from './fixtures.ts';
export { pictures } from './pictures.ts';
export { type Scenario, scenarios } from './scenarios.ts';
