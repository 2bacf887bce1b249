import { cards } from '@onfile/testing';
import { fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useCardArt } from './index.ts';

function Art() {
  const { imgProps } = useCardArt(cards.combinedArt);
  return imgProps ? <img key={imgProps.src} {...imgProps} alt="" /> : <p>The plate</p>;
}

describe('a picture on its way', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is there at once where it came within 100 ms, and late after that', () => {
    for (const [wait, said] of [
      [100, 'true'],
      [101, 'late'],
    ] as const) {
      const { getByRole, unmount } = render(<Art />);
      vi.advanceTimersByTime(wait);
      expect(getByRole('presentation')).not.toHaveAttribute('data-shown');
      fireEvent.load(getByRole('presentation'));
      expect(getByRole('presentation')).toHaveAttribute('data-shown', said);
      unmount();
    }
  });

  it('stays where it came in time, however long ago', async () => {
    const { getByRole, queryByText } = render(<Art />);
    vi.advanceTimersByTime(2999);
    fireEvent.load(getByRole('presentation'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(queryByText('The plate')).not.toBeInTheDocument();
  });
});
