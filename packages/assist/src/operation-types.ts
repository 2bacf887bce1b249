/** What an operation does with a bill. */
export type OperationType = 'payment' | 'capture' | 'cancel' | 'accrual' | 'unknown';

/** The gateway's numbers for it (gateway notes, section 5.3). */
export const operationTypes: Readonly<Record<string, OperationType | undefined>> = {
  100: 'payment',
  200: 'capture',
  300: 'cancel',
  500: 'accrual',
};
