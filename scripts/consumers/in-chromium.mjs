import { spawn } from 'node:child_process';
import { chromium } from 'playwright';
import { browserLaunch } from '../browser.mjs';

/** Starts a server, waits until it says that it is ready, and stops it after `work`. */
export async function withServer({ root, args, env, ready }, work) {
  const server = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'pipe' });
  let said = '';
  try {
    await new Promise((resolve, reject) => {
      const hear = (text) => {
        said += text;
        if (ready.test(said)) resolve(undefined);
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.once('exit', () => reject(new Error(`The server stopped: ${said}`)));
    });
    await work();
  } finally {
    server.kill();
  }
}

/** The words in the Pay button are centred, and change when the amount is known: 0.0002 of a screen. Nothing else may move. */
const mostShift = 0.0005;

/** Notes every word of complaint and every shift of the layout. */
async function watch(page) {
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifts: [] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts.push(entry.value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return complaints;
}

/**
 * Opens a page, pays for the order with a double click, and reads the ledger.
 *
 * @throws where a word of complaint is heard, something moves by itself, or the ledger has not exactly one charge.
 */
export async function payInChromium(url, { html = /./, hydrated, ledger }) {
  const browser = await chromium.launch(browserLaunch());
  try {
    const page = await browser.newPage();
    const complaints = await watch(page);
    const answer = await page.goto(url);
    if (!html.test((await answer?.text()) ?? '')) throw new Error(`${url}: the page that arrives lacks ${html}`);
    await page.locator(hydrated).first().waitFor();
    await page.getByRole('radio', { name: /0 0 2 8/, checked: true }).waitFor();
    const shifts = await page.evaluate(() => globalThis.shifts);
    const shift = shifts.reduce((sum, value) => sum + value, 0);
    if (shift > mostShift) throw new Error(`${url}: the layout shifts by ${shift}`);
    await page.getByRole('button', { name: /^Pay .*1,250\.00 with/ }).dblclick();
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    const charges = await ledger(page);
    if (charges.length !== 1) throw new Error(`${url}: the ledger has ${charges.length} charges, not one.`);
    if (complaints.length) throw new Error(`${url}: the console says ${complaints.join('\n')}`);
  } finally {
    await browser.close();
  }
}

/** The ledger that a server tells at `/ledger`. */
export const ledgerAt = (origin) => async (page) => (await page.request.get(`${origin}/ledger`)).json();
