import { type Chain, createChain } from '@onfile/testing';

declare global {
  var shopChain: Chain | undefined;
}

/** The merchant's side. One for the process: Next bundles pages and route handlers apart. */
export const chain = () =>
  (globalThis.shopChain ??= createChain({ origin: `http://127.0.0.1:${process.env['PORT']}` }));
