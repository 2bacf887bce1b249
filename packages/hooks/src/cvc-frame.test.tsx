import { act, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useCvcFrame } from './index.ts';

afterEach(() => {
  vi.useRealTimers();
});

const field = { frameUrl: 'https://pay.shop.test/onfile/v1/frame', brand: 'visa', card: 'k1_x' };

/** The frame's end of the line, once its page has greeted it. */
function portOf(title: string): Promise<MessagePort> {
  const frame = screen.getByTitle<HTMLIFrameElement>(title);
  return new Promise((resolve) => {
    const greeted = (_: unknown, __: unknown, [given]: MessagePort[]) => given && resolve(given);
    Object.defineProperty(frame, 'contentWindow', { value: { postMessage: greeted } });
  });
}

it('takes Enter right behind the last digit, before anything was rendered for it', async () => {
  const asked: boolean[] = [];
  function Field() {
    const frame = useCvcFrame({ ...field, onEnter: () => asked.push(frame.ask()) });
    return <iframe title="Security code" {...frame.frameProps} />;
  }
  render(<Field />);
  const port = await portOf('Security code');
  port.postMessage({ t: 'ready' });
  port.postMessage({ t: 'state', empty: false, complete: true, focused: true });
  port.postMessage({ t: 'enter' });
  await waitFor(() => expect(asked).toEqual([true]));
});

/** A field whose frame is ready, the way to confirm with it, and what its frame has heard. */
async function readyField() {
  let confirm = (): Promise<string> => Promise.reject(new Error('Nothing is rendered yet.'));
  function Field() {
    const frame = useCvcFrame(field);
    confirm = () => frame.confirm({ id: 'intent_1', secret: 's' }, 'a-key-of-16-signs', '02');
    return <iframe title={`Security code, ${frame.status}`} {...frame.frameProps} />;
  }
  render(<Field />);
  const port = await portOf('Security code, loading');
  const heard: unknown[] = [];
  port.addEventListener('message', ({ data: { t, disabled } }) => heard.push(disabled === undefined ? t : disabled));
  port.start();
  port.postMessage({ t: 'ready' });
  await screen.findByTitle('Security code, ready');
  return { port, heard, confirm: () => confirm() };
}

it('takes no digits while a payment is under way', async () => {
  const { port, heard, confirm } = await readyField();
  const word = confirm();
  await waitFor(() => expect(heard).toEqual(['confirm', true]));
  port.postMessage({ t: 'result', status: 'declined' });
  expect(await word).toBe('declined');
  await waitFor(() => expect(heard).toEqual(['confirm', true, false]));
});

it('does not know after a minute in which the frame said nothing, and not before', async () => {
  const { heard, confirm } = await readyField();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const said = vi.fn<(word: string) => void>();
  void confirm().then(said);
  await act(() => vi.advanceTimersByTimeAsync(59_999));
  expect(said).not.toHaveBeenCalled();
  await act(() => vi.advanceTimersByTimeAsync(1));
  expect(said.mock.calls).toEqual([['unknown']]);
  vi.useRealTimers();
  // It was told, and may be typed in again.
  await waitFor(() => expect(heard).toEqual(['confirm', true, false]));
});
