// What the frame is to people who listen, who need other colours, and who need it larger.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { frameOf, greet, openStage, type Stage, type StageOptions } from './stage.case.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The stage of all who want nothing special of it. */
let usual: Promise<Stage> | undefined;
afterAll(async () => (await usual)?.stop());

async function stageFor(options: StageOptions | undefined): Promise<Stage> {
  if (!options) return (usual ??= openStage());
  const own = await openStage(options);
  onTestFinished(() => own.stop());
  return own;
}

const confirm = { t: 'confirm', intent: 'i-1', secret: 's', card: 'c', key: 'a-key-of-16-signs', window: '02' };
const theme = (values: object) => ({ t: 'theme', values });

async function openFrame(options?: StageOptions, sandbox = 'allow-scripts allow-same-origin') {
  const stage = await stageFor(options);
  Object.assign(stage.answer, { body: JSON.stringify({ status: 'declined', reason: 'wrong_details' }) });
  const shop = await greet(stage, { sandbox });
  onTestFinished(() => shop.close());
  const field = (await frameOf(shop)).locator('#code');
  const post = (message: object) => shop.evaluate((sent) => window.port.postMessage(sent), message);
  return { shop, field, post };
}

/** What axe finds inside of the frame: the page that holds it here is a bare one. */
async function violations(shop: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: shop }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.filter(({ target }) => target.length > 1).map(() => id));
}

type Step = (frame: Awaited<ReturnType<typeof openFrame>>) => Promise<void>;
const states: Record<string, Step> = {
  empty: async () => {},
  'half typed': async ({ field }) => field.pressSequentially('98'),
  'left half typed': async ({ field }) => {
    await field.pressSequentially('98');
    await field.blur();
  },
  complete: async ({ field }) => field.pressSequentially('987'),
  refused: async ({ shop, field, post }) => {
    await field.pressSequentially('987');
    await post(confirm);
    await shop.waitForFunction(() => window.heard.some(({ status }) => status === 'declined'));
  },
  disabled: async ({ post }) => post({ t: 'disable', disabled: true }),
  dark: async ({ post }) => post(theme({ scheme: 'dark', color: '#f2f4f8', background: '#12151c' })),
};

describe('axe', () => {
  it.each(Object.entries(states))('finds nothing in a field that is %s', async (_, step) => {
    const frame = await openFrame();
    await step(frame);
    expect(await violations(frame.shop)).toEqual([]);
  });

  it('finds nothing in a frame without an origin', async () => {
    const { shop } = await openFrame({ placement: 'one-host' }, 'allow-scripts');
    expect(await violations(shop)).toEqual([]);
  });

  it('negative control: finds a field that has lost its label', async () => {
    const { shop } = await openFrame({ mutatePage: (html) => html.replace(/<label.*<\/label>/, '') });
    expect(await violations(shop)).toContain('label');
  });
});

describe('to whoever listens', () => {
  it('the field has a name, a hint, and says what is wrong', async () => {
    const { shop, field } = await openFrame();
    const code = shop.frameLocator('iframe').getByRole('textbox', {
      name: 'Security code CVV2',
      description: '3 digits on the back',
    });
    await code.pressSequentially('98');
    await field.blur();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    const wrong = { name: 'Security code CVV2', description: 'Enter all 3 digits.' };
    expect(await shop.frameLocator('iframe').getByRole('textbox', wrong).count()).toBe(1);
  });
});

describe('to whoever looks', () => {
  it('forced colours are theirs, whatever the shop’s looks', async () => {
    const { shop, field, post } = await openFrame();
    await post(theme({ color: '#ff0000', background: '#ffff00' }));
    await expect.poll(() => field.evaluate((input) => getComputedStyle(input).color)).toBe('rgb(255, 0, 0)');
    await shop.emulateMedia({ forcedColors: 'active' });
    const seen = await field.evaluate((input) => {
      const probe = document.createElement('p');
      document.body.append(probe);
      probe.style.setProperty('color', 'FieldText');
      probe.style.setProperty('background-color', 'Field');
      const { color, backgroundColor } = getComputedStyle(probe);
      const own = getComputedStyle(input);
      return { own: [own.color, own.backgroundColor], theirs: [color, backgroundColor] };
    });
    expect(seen.own).toEqual(seen.theirs);
  });

  it.each([
    ['as it comes', {}, 48],
    ['with the largest type', { 'font-size': '32px' }, 72],
  ])('%s, fits a narrow place and a fourfold zoom, and says how high it is', async (_, values, height) => {
    const { shop, field, post } = await openFrame({ page: { digits: 4 } });
    await shop.setViewportSize({ width: 320, height: 256 });
    await post(theme(values));
    await shop.evaluate((high) => {
      const element = document.querySelector('iframe');
      element?.setAttribute('style', `border: 0; inline-size: 104px; block-size: ${high}px`);
    }, height);
    await expect
      .poll(() => shop.evaluate(() => window.heard.findLast(({ t }) => t === 'size')))
      .toEqual({ t: 'size', h: height });
    await field.pressSequentially('9876');
    const seen = await field.evaluate((input) => ({
      wide: document.documentElement.scrollWidth,
      high: document.documentElement.scrollHeight,
      field: input.getBoundingClientRect().height,
    }));
    expect(seen).toEqual({ wide: 104, high: height, field: height });
  });
});
