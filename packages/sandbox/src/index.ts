export { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts';
export type { Signatures } from './deps.ts';
export { merchant, type MerchantSettings, type NotifySettings } from './merchant.ts';
export { ConnectionRefused, type FaultKind, type FaultRule, type Service } from './rules.ts';
export type { Asset, LedgerEntry, OrderState, StoredCard } from './state.ts';
export type { Keeper } from './table.ts';
