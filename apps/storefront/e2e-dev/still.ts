import { expect, type Page } from '@playwright/test';

/** What Chromium says of something that moved by itself; the DOM's types do not know it yet. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  /** Within half a second of a press or a key. */
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/** Something that moved by itself. */
export interface Shift {
  value: number;
  afterInput: boolean;
  /** Each thing that moved: what it is, from where, to where. */
  moved: string[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

/** Runs in the page, before anything of the page does. */
export function watch() {
  const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ');
  const name = (node: Node | null) => (node instanceof Element ? `${node.tagName}.${node.className}` : node?.nodeName);
  const isShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === 'layout-shift';
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries().filter(isShift))
      window.shifts.push({
        value,
        afterInput: hadRecentInput,
        moved: sources.map(
          ({ node, previousRect, currentRect }) => `${name(node)}: ${place(previousRect)} → ${place(currentRect)}`,
        ),
      });
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What has moved so far. A shift is told of after its frame. */
export async function shifts(page: Page): Promise<Shift[]> {
  return page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.shifts)))),
      ),
  );
}

/** While a page loads nothing may move, whoever presses what; later what the shopper's own press moves is theirs. */
export async function holdsStill(
  page: Page,
  counted: 'all' | 'what nobody pressed' = 'what nobody pressed',
): Promise<void> {
  expect((await shifts(page)).filter(({ afterInput }) => counted === 'all' || !afterInput)).toEqual([]);
}

/** Holds answers back until they are let go. */
export async function hold(page: Page, address: string | RegExp) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}
