import { render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useCvcFrame } from './index.ts';

it('takes Enter right behind the last digit, before anything was rendered for it', async () => {
  const asked: boolean[] = [];
  function Field() {
    const frame = useCvcFrame({
      frameUrl: 'https://pay.shop.test/onfile/v1/frame',
      brand: 'visa',
      card: 'k1_x',
      onEnter: () => asked.push(frame.ask()),
    });
    return <iframe title="Security code" {...frame.frameProps} />;
  }
  render(<Field />);
  const frame = screen.getByTitle<HTMLIFrameElement>('Security code');
  const port = await new Promise<MessagePort>((resolve) => {
    const greeted = (_: unknown, __: unknown, [given]: MessagePort[]) => given && resolve(given);
    Object.defineProperty(frame, 'contentWindow', { value: { postMessage: greeted } });
  });
  port.postMessage({ t: 'ready' });
  port.postMessage({ t: 'state', empty: false, complete: true, focused: true });
  port.postMessage({ t: 'enter' });
  await waitFor(() => expect(asked).toEqual([true]));
});
