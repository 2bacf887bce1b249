// Finds a Chrome or Chromium to test with. Order: an explicit path, Playwright's own, the system's.
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { env, platform } from 'node:process';

const require = createRequire(import.meta.url);

/** Flags that keep the browser quiet on a machine with a closed network, and let it run as root. */
export const browserArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const runnable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function candidates() {
  if (platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((root) => [
        join(root, 'Google/Chrome/Application/chrome.exe'),
        join(root, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
  return (env.PATH ?? '')
    .split(':')
    .filter(Boolean)
    .flatMap((root) => names.map((name) => join(root, name)));
}

/** Path of Playwright's own Chromium, if it has been downloaded. */
function bundled() {
  try {
    const path = require('playwright').chromium.executablePath();
    return path && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {string | undefined} path of a browser, or undefined when there is none */
export function findBrowser() {
  const named = env.CHROME_PATH ?? env.CHROMIUM_PATH;
  if (named) {
    if (!runnable(named)) throw new Error(`CHROME_PATH names ${named}, which cannot be run`);
    return named;
  }
  return bundled() ?? candidates().find(runnable);
}

/** Launch options for Playwright and Vitest. */
export function browserLaunch() {
  const executablePath = findBrowser();
  return {
    ...(executablePath ? { executablePath } : {}),
    args: browserArgs,
    chromiumSandbox: platform === 'linux' ? process.getuid?.() !== 0 && !env.CI : true,
  };
}
