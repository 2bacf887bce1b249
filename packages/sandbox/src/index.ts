export { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts';
export { merchant } from './merchant.ts';
export { ConnectionRefused, type FaultKind, type FaultRule, type Service } from './rules.ts';
export type { Asset, LedgerEntry, StoredCard } from './state.ts';
