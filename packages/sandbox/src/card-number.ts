const brandRules: [RegExp, string][] = [
  [/^220[0-4]/, 'MIR'],
  [/^9112/, 'BELKART'],
  [/^8600|^5614/, 'UzCard'],
  [/^9860/, 'HUMO'],
  [/^9417/, 'Elcart'],
  [/^9792/, 'Troy'],
  [/^3[47]/, 'AMEX'],
  [/^35/, 'JCB'],
  [/^62|^81/, 'UnionPay'],
  [/^5[1-5]|^2[2-7]/, 'MasterCard'],
  [/^5[06-8]|^6/, 'Maestro'],
  [/^4/, 'VISA'],
];

/** The payment system of a card number, by its first digits. */
export function brandOf(number: string): string {
  return brandRules.find(([pattern]) => pattern.test(number))?.[1] ?? 'UNKNOWN';
}

/** Whether the check digit is right. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{13,19}$/.test(number)) return false;
  let sum = 0;
  for (const [index, digit] of number.split('').toReversed().entries()) {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
