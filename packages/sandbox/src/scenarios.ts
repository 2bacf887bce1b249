import { isCardNumber } from './card-number.ts';

/** How the bank asks who it is. `none`: it does not. */
export type Authenticating =
  | 'none'
  | 'frictionless'
  | 'attempt'
  | 'refused'
  | 'method'
  | 'method-challenge'
  | 'challenge'
  | 'decoupled'
  | 'v1';

/** What becomes of a payment. `code` holds once the bank knows who it is. */
export interface Scenario {
  code: string;
  authenticating: Authenticating;
}

const plain = (code: string): Scenario => ({ code, authenticating: 'none' });
const asked = (authenticating: Authenticating): Scenario => ({ code: 'AS000', authenticating });

/** What an amount asks for by its last two digits: the sandbox's own table (section 16.13). */
const byEnding: Readonly<Record<string, Scenario>> = {
  '.01': plain('AS100'),
  '.02': plain('AS102'),
  '.03': plain('AS101'),
  '.04': plain('AS104'),
  '.05': plain('AS105'),
  '.06': plain('AS106'),
  '.07': plain('AS107'),
  '.08': plain('AS108'),
  '.09': plain('AS109'),
  '.10': asked('challenge'),
  '.11': asked('frictionless'),
  '.12': asked('method'),
  '.13': asked('method-challenge'),
  '.14': asked('decoupled'),
  '.15': asked('v1'),
  '.16': asked('attempt'),
  '.17': asked('refused'),
  '.20': plain('AS200'),
  '.30': plain('AS300'),
  '.98': plain('AS998'),
};

/** What a test card asks for by its last four digits. All begin with 220000, as the documents' two samples do (section 12). */
const byCard: Readonly<Record<string, Scenario>> = {
  '0000': plain('AS000'),
  '0001': asked('frictionless'),
  '0002': plain('AS100'),
  '0003': asked('challenge'),
  '0004': asked('method'),
  '0005': asked('method-challenge'),
  '0006': asked('decoupled'),
  '0007': asked('attempt'),
  '0008': asked('refused'),
  '0009': asked('v1'),
  '0100': plain('AS100'),
  '0101': plain('AS101'),
  '0102': plain('AS102'),
  '0104': plain('AS104'),
  '0105': plain('AS105'),
  '0106': plain('AS106'),
  '0107': plain('AS107'),
  '0108': plain('AS108'),
  '0109': plain('AS109'),
  '0200': plain('AS200'),
  '0300': plain('AS300'),
  '0998': plain('AS998'),
};

/** The bank number of all test cards. */
export const testBin = 220_000;

/** What becomes of a payment with a card: a test card decides, else the amount, else it is approved. */
export function scenarioOf(card: { bin: number; post: string }, amount: string): Scenario {
  const own = card.bin === testBin ? byCard[card.post] : undefined;
  return own ?? byEnding[amount.slice(-3)] ?? plain('AS000');
}

/** The number of a test card: the last four digits are given, the ones before them make the check digit right. */
function testNumber(post: string): string {
  const numbers = Array.from({ length: 10 }, (_, digit) => `${testBin}00000${digit}${post}`);
  const number = numbers.find(isCardNumber);
  if (!number) throw new Error(`No test card can end in ${post}.`);
  return number;
}

/** One line of the table in the README. */
export interface ScenarioRow extends Scenario {
  /** The whole number of a test card; undefined where only an amount asks for it. */
  number?: string;
  /** How the amount ends; undefined where only a card asks for it. */
  ending?: string;
}

/** Every scenario, with the card and the amount that ask for it. */
export function scenarioTable(): ScenarioRow[] {
  const sameAs = (one: Scenario) => (two: [string, Scenario]) =>
    two[1].code === one.code && two[1].authenticating === one.authenticating;
  const cards = Object.entries(byCard).map(([post, scenario]) => {
    const ending = Object.entries(byEnding).find(sameAs(scenario))?.[0];
    return { ...scenario, number: testNumber(post), ...(ending && { ending }) };
  });
  const amountsOnly = Object.entries(byEnding)
    .filter(([, scenario]) => !Object.entries(byCard).some(sameAs(scenario)))
    .map(([ending, scenario]) => ({ ...scenario, ending }));
  return [...cards, ...amountsOnly];
}
