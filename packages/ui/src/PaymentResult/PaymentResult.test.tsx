import { createMerchantClient } from '@onfile/hooks';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { en, OnfileProvider, PaymentResult } from '../index.ts';

const intent = { order: '2341', amount: '1250.00', currency: 'RUB' };
const client = createMerchantClient({ baseUrl: 'https://shop.test/onfile/v1' });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T12:00:04Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const show = (checkedAt: string) =>
  render(
    <OnfileProvider client={client} subject="anna" languages={{ en }}>
      <PaymentResult status="checking" intent={intent} checkedAt={checkedAt} />
    </OnfileProvider>,
  );

const pass = (milliseconds: number) =>
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });

it('counts since the bank was asked, and says nothing of it aloud', () => {
  show('2026-11-23T12:00:00Z');
  const spoken = screen.getByRole('status').textContent;
  expect(screen.getByText('Order 2341 · checked 4 sec. ago')).toBeInTheDocument();
  pass(5000);
  expect(screen.getByText('Order 2341 · checked 9 sec. ago')).toBeInTheDocument();
  pass(3_600_000);
  expect(screen.getByText('Order 2341 · checked 1 hr. ago')).toBeInTheDocument();
  expect(screen.getByRole('status').textContent).toBe(spoken);
  expect(spoken).not.toContain('checked');
});

it('has no future: where the proxy’s clock is ahead, it was just now', () => {
  show('2026-11-23T12:00:30Z');
  expect(screen.getByText('Order 2341 · checked 0 sec. ago')).toBeInTheDocument();
});

it('says nothing of a time that no browser can read, and stands', () => {
  // ISO 8601 and in the contract, but not in the language's own format of a date.
  show('2026-11-23T15:00:00+03');
  expect(screen.getByText('Order 2341')).toBeInTheDocument();
});

it('stops counting when it is gone', () => {
  show('2026-11-23T12:00:00Z').unmount();
  expect(vi.getTimerCount()).toBe(0);
});
