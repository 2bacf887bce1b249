import type { StorybookConfig } from '@storybook/react-vite';
import { mergeConfig } from 'vite';
import { fromSource, styledComponents } from '../scripts/vite-shared.ts';

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../packages/ui/docs/*.mdx', '../packages/*/{src,docs}/**/*.stories.tsx'],
  // The story-only service worker.
  staticDirs: ['./public'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (viteConfig) =>
    mergeConfig(viteConfig, {
      ...fromSource,
      ...styledComponents,
      build: { chunkSizeWarningLimit: 2000, rolldownOptions: { checks: { moduleLevelDirective: false } } },
    }),
};

export default config;
