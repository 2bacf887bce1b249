import { defineConfig } from '@playwright/test';
import { shopPort as port } from './apps/storefront/e2e/ports.ts';
import { browserLaunch } from './scripts/browser.mjs';

export default defineConfig({
  testDir: 'apps/storefront/e2e',
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'node_modules/.cache/reports/playwright.json' }]],
  // One shop, one sandbox, one ledger: the tests take turns.
  workers: 1,
  // A machine that is busy with something else is no finding: what fails twice is. The report names what needed a second try.
  retries: process.env['CI'] ? 1 : 0,
  expect: { timeout: 15_000 },
  use: { baseURL: `http://127.0.0.1:${port}`, launchOptions: browserLaunch(), locale: 'en-US' },
  webServer: {
    command: 'node --conditions=@onfile/source apps/storefront/server/main.ts --built',
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
});
