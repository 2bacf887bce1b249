import { execFileSync } from 'node:child_process';
import { platform } from 'node:process';

/** Runs a command to its end; what it says on standard output is kept for when it fails. @throws where it fails */
export function run(command, args, cwd, env = {}) {
  try {
    execFileSync(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: platform === 'win32',
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) process.stderr.write(String(error.stdout));
    throw new Error(`${command} ${args.join(' ')} failed`, { cause: error });
  }
}

/** Runs a program that an app has installed, with this Node. */
export const runInstalled = (root, script, args = [], env = {}) =>
  run(process.execPath, [`node_modules/${script}`, ...args], root, env);
