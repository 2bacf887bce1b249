import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a command. Its words go on as they come, or, where others run beside it, all at once at the end. Answers with its status and
 * every line of its standard output.
 */
export async function follow(command, args, { env, quiet }) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', quiet ? 'pipe' : 'inherit'],
    shell: process.platform === 'win32',
    env,
  });
  let said = '';
  let shown = '';
  const show = (text) => (quiet ? (shown += text) : process.stdout.write(text));
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
    show(text);
  });
  child.stderr?.setEncoding('utf8').on('data', show);
  const [status] = await once(child, 'close');
  if (quiet) process.stdout.write(shown);
  return { status, lines: said.split('\n') };
}
