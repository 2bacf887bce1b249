import '@fontsource-variable/inter';
import { type Chain, type ChainOptions, createChain } from '@onfile/testing';
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
import { hostChain } from './chain-host.ts';
import './preview.css';

declare module '@storybook/react-vite' {
  interface Parameters {
    /** What the story's gateway and shop are like. */
    chain?: ChainOptions;
  }
}

const languages = { en, ru, be, kk };
const presets = [contrast, marketplace, airline, grocer];

interface Loaded {
  chain: Chain;
  client: MerchantClient;
}

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    // Each story has a chain of its own: on one docs page they would share the service worker's answers.
    docs: { story: { inline: false, iframeHeight: 520 } },
  },
  globalTypes: {
    theme: {
      toolbar: {
        title: 'Theme',
        icon: 'paintbrush',
        items: [...themeNames, ...presets.map(({ name }) => name)],
        dynamicTitle: true,
      },
    },
    locale: { toolbar: { title: 'Language', icon: 'globe', items: Object.keys(languages), dynamicTitle: true } },
    direction: { toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true } },
  },
  initialGlobals: { theme: 'light', locale: 'en', direction: 'ltr' },
  loaders: [
    async ({ parameters }): Promise<Loaded> => {
      sessionStorage.clear();
      const chain = await hostChain(createChain(parameters.chain));
      return { chain, client: createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch }) };
    },
  ],
  decorators: [
    (Story, { loaded, globals, parameters }) => (
      <OnfileProvider
        languages={languages}
        client={loaded.client}
        subject={parameters.chain?.customer ?? 'anna'}
        theme={presets.find(({ name }) => name === globals.theme) ?? globals.theme}
        locale={globals.locale}
      >
        <div className="page" dir={globals.direction}>
          <Story />
        </div>
      </OnfileProvider>
    ),
  ],
};

export default preview;
