/** One way of drawing the screen, as a page of the bench runs it. */
export interface App {
  /** Lays ready what the next mount is not to pay for. */
  prepare: (count: number) => void;
  /** Draws the screen and returns what takes it away. */
  mount: (place: HTMLElement) => () => void;
}

/** What the bench calls in a page. Each resolves when the screen has been painted and has come to rest. */
export interface Offered {
  prepare: (count: number) => void;
  mount: (count: number) => Promise<void>;
  /** Chooses one card after another. Milliseconds on the clock until each could be seen. */
  choose: (nths: readonly number[]) => Promise<number[]>;
  remove: (nth: number) => Promise<number>;
  /** So many frames in which nothing happens. */
  idle: (frames: number) => Promise<void>;
  undo: () => Promise<void>;
  unmount: () => Promise<void>;
}

declare global {
  interface Window {
    bench: Offered;
  }
}

/** Long enough for fades to end and for late pictures, in milliseconds. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 160));

/** Resolves when a frame that holds all changes made so far has been handed over to be shown. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve());
      port1.start();
      port2.postMessage(null);
    });
  });

const buttonCalled = (place: HTMLElement, name: RegExp) =>
  [...place.querySelectorAll('button:not([aria-label])')].find(
    (button): button is HTMLButtonElement => button instanceof HTMLButtonElement && name.test(button.textContent),
  );

function nthOf(place: HTMLElement, selector: string, nth: number): HTMLElement {
  const found = place.querySelectorAll<HTMLElement>(selector)[nth];
  if (!found) throw new Error(`There is no ${selector} number ${nth} on the screen.`);
  return found;
}

/** Puts an app into the page. `rows: false` is for the app that draws nothing. */
export function offer(app: App, { rows = true } = {}): void {
  const place = document.createElement('div');
  document.body.append(place);
  const radios = place.getElementsByTagName('input');
  let unmount = () => {};

  /** Presses, and says how long it took until it could be seen, in milliseconds. */
  async function press(target: HTMLElement): Promise<number> {
    const started = performance.now();
    target.click();
    await painted();
    return performance.now() - started;
  }

  window.bench = {
    prepare: app.prepare,
    mount: async (count) => {
      unmount = app.mount(place);
      await painted();
      // A long list comes in two steps. Here all of it is wanted: the card and "another card" each have a radio.
      for (let frames = 0; rows && radios.length < count + 1; frames++) {
        if (frames > 300) throw new Error(`${count} cards were to be drawn, ${radios.length - 1} are there.`);
        buttonCalled(place, /^Show \d+ more$/)?.click();
        // oxlint-disable-next-line no-await-in-loop -- one frame after another
        await painted();
      }
      await painted();
      await rest();
    },
    choose: async (nths) => {
      const times: number[] = [];
      // oxlint-disable-next-line no-await-in-loop -- one press after another
      for (const nth of nths) times.push(await press(nthOf(place, 'input:enabled', nth)));
      return times;
    },
    remove: async (nth) => press(nthOf(place, 'button[aria-label^="Remove"]', nth)),
    idle: async (frames) => {
      // oxlint-disable-next-line no-await-in-loop -- one frame after another
      for (let frame = 0; frame < frames; frame++) await painted();
    },
    undo: async () => {
      const button = buttonCalled(place, /^Undo$/);
      if (!button) throw new Error('What was removed cannot be taken back.');
      button.click();
      await painted();
      await rest();
    },
    unmount: async () => {
      unmount();
      unmount = () => {};
      await painted();
    },
  };
}
