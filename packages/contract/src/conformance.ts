/** Holds a proxy to the contract, over its address. */

export type { Finding } from './conformance/check.ts';
export { checks, type ConformanceOptions, runConformance } from './conformance/run-conformance.ts';
