import { type ChildProcess, fork } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface TimedServer {
  process: ChildProcess;
  port: number;
  /** Time of its process so far, in microseconds. */
  spent: () => Promise<number>;
}

const heard = (process: ChildProcess) =>
  new Promise<Record<string, number>>((done) =>
    process.once('message', (message) => done(message as Record<string, number>)),
  );

/** Starts a file of this folder that says its port, and then its time when it is asked. */
export async function startTimed(file: string, words: readonly string[]): Promise<TimedServer> {
  const process = fork(fileURLToPath(new URL(file, import.meta.url)), words, {
    execArgv: ['--conditions=@onfile/source', '--disable-warning=ExperimentalWarning'],
  });
  const { port = 0 } = await heard(process);
  const spent = async () => {
    const answer = heard(process);
    process.send('spent');
    return (await answer)['microseconds'] ?? Number.NaN;
  };
  return { process, port, spent };
}

/** Asks over one connection, one after the other, until there are no more to ask: a client that does no more than it must. */
export function askOn(port: number, bytes: Buffer, take: () => boolean): Promise<void> {
  return new Promise((done, fail) => {
    let socket = connect(port, '127.0.0.1').setNoDelay(true);
    let text = '';
    const next = () => {
      text = '';
      if (take()) socket.write(bytes);
      else socket.end(done);
    };
    const open = () => {
      socket.once('connect', next);
      socket.once('error', fail);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        const head = text.indexOf('\r\n\r\n');
        const [, length] = /content-length: (\d+)/i.exec(text.slice(0, head)) ?? [];
        const isChunked = /transfer-encoding: chunked/i.test(text.slice(0, head));
        const isWhole =
          length === undefined ? isChunked && text.endsWith('\r\n0\r\n\r\n') : text.length >= head + 4 + Number(length);
        if (head < 0 || !isWhole) return;
        if (!text.startsWith('HTTP/1.1 200')) fail(new Error(text.slice(0, 400)));
        // A server may end a connection after so many questions.
        if (!/connection: close/i.test(text.slice(0, head))) return next();
        socket.destroy();
        socket = connect(port, '127.0.0.1').setNoDelay(true);
        open();
      });
    };
    open();
  });
}
