/** What an operation does with a bill. */
export type OperationType = 'payment' | 'capture' | 'cancel' | 'accrual' | 'unknown';

/** The gateway's numbers for it (gateway notes, section 5.3). */
const types = new Map<string, OperationType>([
  ['100', 'payment'],
  ['200', 'capture'],
  ['300', 'cancel'],
  ['500', 'accrual'],
]);

/** What the gateway's number of an operation's type says. */
export const operationType = (number: string): OperationType => types.get(number) ?? 'unknown';

/** `AS000`, and the variants that only old code knows (gateway notes, section 5.4). */
const successes = new Set(['AS000', 'AS001', 'AS010', 'AS011', 'AS020']);

/** Whether an operation went through. */
export const isSuccess = (operation: { responseCode: string }): boolean => successes.has(operation.responseCode);
