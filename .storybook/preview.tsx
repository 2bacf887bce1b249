// First: whatever asks for the time asks the stories' clock.
import './clock.ts';
import '@fontsource-variable/inter';
import { type Chain, type ChainOptions, createChain, type Scenario, scenarios } from '@onfile/testing';
import type { MerchantClient } from '@onfile/hooks';
import {
  airline,
  be,
  contrast,
  createMerchantClient,
  en,
  grocer,
  kk,
  marketplace,
  OnfileProvider,
  ru,
  themeNames,
} from '@onfile/ui';
import type { Preview } from '@storybook/react-vite';
import { useLayoutEffect } from 'react';
import { configure } from 'storybook/test';
import { hostChain } from './chain-host.ts';
import { DocsPage } from './DocsPage.tsx';
import { emulate, type Wishes } from './media.ts';
import { settled } from './settled.ts';
import './preview.css';

declare module '@storybook/react-vite' {
  interface Parameters {
    /** What the story's gateway and shop are like. */
    chain?: ChainOptions;
  }
}

const languages = { en, ru, be, kk };
const presets = [contrast, marketplace, airline, grocer];

/** The system's wish for contrast is the shop's to follow: this shop does. */
function themeOf({ theme, contrast: wish }: Record<string, unknown>) {
  if (wish === 'more') return contrast;
  return presets.find(({ name }) => name === theme) ?? themeNames.find((name) => name === theme) ?? 'light';
}

interface Loaded {
  chain: Chain;
  client: MerchantClient;
  /** Which chain this is: another one starts the story anew. */
  number: number;
}

/** The chain of the story that is shown. A theme may change under it; a remount or another network begins a new one. */
let held: (Loaded & { key: string }) | undefined;
let count = 0;

const drawn = new Map<string, Promise<unknown>>();

/**
 * Has the sandbox draw a shopper's pictures before a story asks for them: drawing keeps the page busy, and the kit shows the
 * plate of what takes more than three seconds.
 */
async function drawPictures(customer: string): Promise<void> {
  const chain = createChain({ customer });
  const list = await createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch }).listCards();
  const urls = list.cards.flatMap(({ assets }) => assets.flatMap(({ assetData }) => assetData.map(({ url }) => url)));
  await Promise.all(urls.map((url) => chain.handle(new Request(new URL(url, chain.baseUrl)))));
}

/** Parts that a shop loads when it needs them. A story has them at hand, so that it is at rest when it has been played. */
const lateParts = import.meta.glob([
  '../packages/ui/src/*/*.tsx',
  '!../packages/ui/src/**/*.stories.tsx',
  '!../packages/ui/src/**/*.test.tsx',
  '!../packages/ui/src/**/*.case.tsx',
]);

async function load(options: ChainOptions, key: string): Promise<Loaded & { key: string }> {
  sessionStorage.clear();
  const { customer = 'anna' } = options;
  if (!drawn.has(customer)) drawn.set(customer, drawPictures(customer));
  await Promise.all([drawn.get(customer), ...Object.values(lateParts).map((part) => part())]);
  const answers = options.scenario !== 'pending';
  const chain = await hostChain(createChain(options), { answers });
  return { key, chain, client: createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch }), number: ++count };
}

const isScenario = (name: unknown): name is Scenario => scenarios.some((scenario) => scenario === name);

function Emulated({ motion, contrast: wish }: Wishes) {
  useLayoutEffect(() => emulate({ motion, contrast: wish }), [motion, wish]);
  return null;
}

// A story's play waits for a real chain on a machine that may be busy.
configure({ asyncUtilTimeout: 5000 });

const size = (name: string, width: number, height: number) => ({
  name,
  styles: { width: `${width}px`, height: `${height}px` },
  type: width < 600 ? ('mobile' as const) : ('desktop' as const),
});

const menu = <Icon extends string>(
  title: string,
  icon: Icon,
  items: readonly (string | { value: string; title: string })[],
) => ({
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
});

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    // Each story has a chain of its own: on one docs page they would share the service worker's answers.
    docs: { story: { inline: false, iframeHeight: 520 }, page: DocsPage },
    viewport: {
      options: {
        phone320: size('320, a small phone', 320, 568),
        phone390: size('390, a phone', 390, 844),
        tablet: size('768, a tablet', 768, 1024),
        desktop: size('1280, a desktop', 1280, 900),
        zoom400: size('1280 at 400 % zoom', 320, 256),
      },
    },
    options: {
      storySort: {
        order: ['Introduction', 'Embed it', 'Look', 'Checkout', ['SavedCardCheckout', '*'], 'Parts', '*'],
      },
    },
  },
  globalTypes: {
    theme: menu('Theme', 'paintbrush', [...themeNames, ...presets.map(({ name }) => name)]),
    locale: menu('Language', 'globe', Object.keys(languages)),
    direction: menu('Direction', 'transfer', ['ltr', 'rtl']),
    motion: menu('Motion', 'play', [
      { value: 'normal', title: 'motion: normal' },
      { value: 'reduced', title: 'motion: reduced' },
    ]),
    contrast: menu('Contrast', 'contrast', [
      { value: 'normal', title: 'contrast: normal' },
      { value: 'more', title: 'contrast: more' },
      { value: 'forced', title: 'contrast: forced colours' },
    ]),
    network: menu('Network', 'lightning', [
      { value: 'story', title: 'network: as the story says' },
      { value: 'none', title: 'network: all is well' },
      ...scenarios.map((name) => ({ value: name, title: `network: ${name}` })),
    ]),
  },
  initialGlobals: {
    theme: 'light',
    locale: 'en',
    direction: 'ltr',
    motion: 'normal',
    contrast: 'normal',
    network: 'story',
  },
  loaders: [
    async ({ id, parameters, globals }): Promise<Loaded> => {
      const key = `${id} ${globals.network}`;
      const { scenario, ...rest }: ChainOptions = parameters.chain ?? {};
      const played = globals.network === 'story' ? scenario : globals.network;
      if (held?.key !== key) held = await load({ ...rest, ...(isScenario(played) && { scenario: played }) }, key);
      return held;
    },
  ],
  // Runs after the loaders; what it returns runs when the story goes, and not when it is only rendered again.
  beforeEach:
    ({ id }) =>
    () => {
      if (held?.key.startsWith(`${id} `)) held = undefined;
    },
  // Before axe looks at it: axe keeps the page busy, and the chain that brings the pictures is in the page.
  afterEach: async () => void (await settled()),
  decorators: [
    (Story, { loaded, globals, parameters }) => (
      <OnfileProvider
        key={loaded.number}
        languages={languages}
        client={loaded.client}
        subject={parameters.chain?.customer ?? 'anna'}
        theme={themeOf(globals)}
        locale={globals.locale}
      >
        <div className="page" dir={globals.direction} data-contrast={globals.contrast}>
          <Emulated motion={globals.motion} contrast={globals.contrast} />
          <Story />
        </div>
      </OnfileProvider>
    ),
  ],
};

export default preview;
