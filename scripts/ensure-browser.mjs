// Makes sure there is a browser to test with: finds one, or installs one.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findBrowser } from './browser.mjs';

function run(command, args, env = {}) {
  console.log(`$ ${command} ${args.join(' ')}`);
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
}

// Ubuntu's `chromium` package only stands in for a snap, so this way is for Debian alone.
const osRelease = '/etc/os-release';
const debianRoot =
  process.getuid?.() === 0 && existsSync(osRelease) && /^ID=debian$/m.test(readFileSync(osRelease, 'utf8'));

function fromDebian() {
  const quiet = ['-qq', '-o=Dpkg::Use-Pty=0'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', [...quiet, 'update'], env);
  run('apt-get', [...quiet, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], env);
}

function fromPlaywright() {
  const manifest = createRequire(import.meta.url).resolve('playwright/package.json');
  run(process.execPath, [manifest.replace(/package\.json$/, 'cli.js'), 'install', 'chromium']);
}

let found = findBrowser();
for (const attempt of debianRoot ? [fromDebian, fromPlaywright] : [fromPlaywright]) {
  if (found) break;
  try {
    attempt();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  found = findBrowser();
}
if (!found) {
  console.error('No Chrome or Chromium found. Install one, or set CHROME_PATH to its program file.');
  process.exit(1);
}
console.log(`browser: ${found}`);
