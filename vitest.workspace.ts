import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserLaunch } from './scripts/browser.mjs';
import { keepLooks } from './scripts/looks/keep.ts';
import { fromSource, styledComponents } from './scripts/vite-shared.ts';

const dir = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// A fresh object per project: Vitest writes the project name into `instances`.
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: browserLaunch() }),
  instances: [{ browser: 'chromium' as const }],
});

/** What our packages bring into a browser. Found late, it would load the page anew in the middle of a run. */
const ofPackages = ['@onfile/sandbox > saxes', '@onfile/ui > thumbhash'];

export default defineConfig({
  ...fromSource,
  ...styledComponents,
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'packages/*/{src,docs}/**/*.test.ts',
            'packages/*/src/**/ssr.test.tsx',
            'apps/*/server/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/*.browser.test.ts'],
          globalSetup: [dir('scripts/postgres/setup.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['packages/*/src/**/*.test.tsx', 'apps/*/src/**/*.test.tsx'],
          exclude: ['**/*.browser.test.tsx', '**/ssr.test.tsx'],
          setupFiles: [dir('scripts/test-setup.ts')],
        },
      },
      {
        extends: true,
        // Named, so that a first run on a fresh machine finds all of them together and loads React once.
        optimizeDeps: {
          include: [
            'react',
            'react/jsx-dev-runtime',
            'react-dom',
            'react-dom/client',
            'react-dom/server',
            '@tanstack/react-query',
            'styled-components',
            'vitest-browser-react',
            ...ofPackages,
          ],
        },
        test: {
          name: 'browser',
          include: [
            'packages/*/src/**/*.browser.test.tsx',
            'packages/*/docs/*.browser.test.ts',
            'scripts/**/*.browser.test.ts',
            '.storybook/*.browser.test.ts',
          ],
          browser: browser(),
        },
      },
      {
        extends: true,
        optimizeDeps: { include: ofPackages },
        plugins: [storybookTest({ configDir: dir('.storybook'), storybookScript: 'pnpm storybook --no-open' })],
        test: {
          name: 'storybook',
          testTimeout: 60_000,
          browser: { ...browser(), commands: { keepLooks } },
          setupFiles: [dir('scripts/looks/setup.ts')],
        },
      },
    ],
  },
});
