import { documentedFiles } from './documented.mjs';
import { runInstalled } from './run.mjs';

const isJest = (name) => name.includes('jest');

/** The documented files for Vitest. */
export const vitestFiles = () =>
  Object.fromEntries([...documentedFiles()].filter(([name]) => !isJest(name) && name !== 'package.json'));

/** The documented files for Jest, and the checkout that they test. */
export const jestFiles = () =>
  Object.fromEntries([...documentedFiles()].filter(([name]) => isJest(name) || name === 'Checkout.tsx'));

/** Types, and every documented test in Vitest. */
export async function consumeVitest(root) {
  runInstalled(root, 'typescript/bin/tsc');
  runInstalled(root, 'vitest/vitest.mjs', ['run']);
}

/** Types, and every documented test in Jest. */
export async function consumeJest(root) {
  runInstalled(root, 'typescript/bin/tsc');
  runInstalled(root, 'jest/bin/jest.js', [], { NODE_OPTIONS: '--experimental-vm-modules' });
}
