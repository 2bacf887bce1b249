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

it('does not know after a minute in which the frame said nothing, and not before', async () => {
  let confirm: (() => Promise<string>) | undefined;
  function Field() {
    const frame = useCvcFrame(field);
    confirm = () => frame.confirm({ id: 'intent_1', secret: 's' }, 'a-key-of-16-signs', '02');
    return <iframe title={`Security code, ${frame.status}`} {...frame.frameProps} />;
  }
  render(<Field />);
  const port = await portOf('Security code, loading');
  const heard: unknown[] = [];
  port.addEventListener('message', ({ data }) => heard.push(data.t));
  port.start();
  port.postMessage({ t: 'ready' });
  await screen.findByTitle('Security code, ready');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const said = vi.fn<(word: string) => void>();
  void confirm?.().then(said);
  await act(() => vi.advanceTimersByTimeAsync(59_999));
  expect(said).not.toHaveBeenCalled();
  await act(() => vi.advanceTimersByTimeAsync(1));
  expect(said.mock.calls).toEqual([['unknown']]);
  vi.useRealTimers();
  await waitFor(() => expect(heard).toContain('confirm'));
});
