import { defineConfig } from '@playwright/test';
import { browserLaunch } from './scripts/browser.mjs';

export default defineConfig({
  testDir: 'apps/storefront/e2e',
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'node_modules/.cache/reports/playwright.json' }]],
  workers: 2,
  use: { baseURL: 'http://127.0.0.1:4173', launchOptions: browserLaunch() },
  webServer: {
    command: 'vite preview apps/storefront --host 127.0.0.1 --port 4173 --strictPort',
    url: 'http://127.0.0.1:4173',
    reuseExistingServer: false,
  },
});
