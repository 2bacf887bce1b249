// Every process of a proof goes by one clock that runs faster than the wall's: what takes the gateway 40 seconds takes 800
// milliseconds here, and nothing in the proxy had to be shortened for it. A jump sets all of them ahead at once.
import { env } from 'node:process';

/** How much faster. 50: a minute is 1.2 seconds. 1 is the wall's own. */
export const factor = Number(env['PROOF_FACTOR'] ?? 50);

/** What a process must be told to go by the same clock. */
export interface ClockSetting {
  /** When the proof began, in milliseconds of the wall. */
  epoch: number;
  /** How far all were set ahead since, in milliseconds of this clock. */
  jump: number;
}

/** Milliseconds since the epoch, as the gateway, the proxies and their shoppers have them. */
export function clockOf(setting: ClockSetting): () => number {
  return () => Math.floor(setting.epoch + (Date.now() - setting.epoch) * factor + setting.jump);
}

/** The setting that a process was started with. It follows the jumps that it is told of. */
export function givenClock(): ClockSetting {
  const setting = { epoch: Number(env['PROOF_EPOCH']), jump: Number(env['PROOF_JUMP'] ?? 0) };
  process.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'jump' in message) setting.jump = Number(message.jump);
  });
  return setting;
}

/** `setTimeout` by this clock. */
export const later = (run: () => void, milliseconds: number): void => void setTimeout(run, milliseconds / factor);

/** A pause by this clock. */
export const wait = (milliseconds: number) => new Promise<void>((done) => later(done, milliseconds));

/** A pause by the wall. */
export const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
