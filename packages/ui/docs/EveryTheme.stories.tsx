import { createMerchantClient } from '@onfile/hooks';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { airline, contrast, en, grocer, marketplace, OnfileProvider, SavedCardCheckout } from '../src/index.ts';
import './overview.css';

const themes = ['light', 'dark', contrast, marketplace, airline, grocer] as const;

const meta = { title: 'Look/One screen, every theme', tags: ['!autodocs'] } satisfies Meta;

export default meta;

/** A theme is a class, and themes nest: each of these stands under the theme of the toolbar. */
export const EveryTheme: StoryObj<typeof meta> = {
  name: 'One screen, every theme',
  render: (_, { loaded }) => (
    <div className="overview-themes">
      {themes.map((theme) => {
        const name = typeof theme === 'string' ? theme : theme.name;
        return (
          <OnfileProvider
            key={name}
            languages={{ en }}
            theme={theme}
            subject="anna"
            client={createMerchantClient({ baseUrl: loaded.chain.baseUrl, fetch: loaded.chain.fetch })}
          >
            <SavedCardCheckout order="2341" aria-label={name} aria-labelledby={undefined} />
          </OnfileProvider>
        );
      })}
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findAllByRole('button', { name: /^Pay/ })).toHaveLength(themes.length);
    await waitFor(() => expect(canvasElement.querySelectorAll('img[data-shown]')).toHaveLength(2 * themes.length));
  },
};
