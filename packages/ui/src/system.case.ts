import type {} from '@vitest/browser-playwright';
import { expect } from 'vitest';
import { cdp } from 'vitest/browser';

/** What a shopper's system may ask of a page. */
export interface SystemWishes {
  /** Default `light`. */
  scheme?: 'light' | 'dark';
  /** Default `no-preference`. */
  contrast?: 'more' | 'no-preference';
}

/** Lets Chromium itself answer as if the system had these wishes, and no other; answers when the page knows of them. */
export async function wish({ scheme = 'light', contrast = 'no-preference' }: SystemWishes = {}): Promise<void> {
  const features = [
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-contrast', value: contrast },
  ];
  await cdp().send('Emulation.setEmulatedMedia', { features });
  const isKnown = () => features.every(({ name, value }) => matchMedia(`(${name}: ${value})`).matches);
  await expect.poll(isKnown).toBe(true);
}
