// The field for a code is in another document, of another process: what a person hears of it is read from Chromium's own tree of each.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import AxeBuilder from '@axe-core/playwright';
import type { CDPSession, Frame, Page } from '@playwright/test';
import { codeFrame, expect, test } from './shop.ts';

const words = {
  en: {
    visa: /Visa, ending in 1 8 8 1/,
    title: 'Security code',
    label: 'Security code CVV2',
    hint: '3 digits on the back',
    incomplete: 'Enter all 3 digits.',
    wrong: 'The bank did not accept this code. Enter it again.',
    pay: /^Pay .* with /,
  },
  ru: {
    visa: /Visa, последние цифры 1 8 8 1/,
    title: 'Код безопасности',
    label: 'Код безопасности CVV2',
    hint: '3 цифры на обороте',
    incomplete: 'Введите все 3 цифры.',
    wrong: 'Банк не принял код. Введите его снова.',
    pay: /^Оплатить .* картой /,
  },
} as const;

async function openField(page: Page, lang: 'en' | 'ru', more = '') {
  await page.goto(`/checkout?customer=vera&lang=${lang}${more}`);
  await page.getByRole('radio', { name: words[lang].visa }).check();
  const field = page.frameLocator('iframe').getByRole('textbox');
  await expect(field).toBeVisible();
  const frame = page.frames().find((one) => one.url().startsWith(codeFrame));
  if (!frame) throw new Error('The frame is not there.');
  const context = page.context();
  // Two sessions of DevTools, for they are two targets.
  return { field, frame, ofPage: await context.newCDPSession(page), ofFrame: await context.newCDPSession(frame) };
}

/** What a target's tree says of each of its nodes of a role. */
async function heard(target: CDPSession, role: string) {
  const { nodes } = await target.send('Accessibility.getFullAXTree');
  return nodes
    .filter((node) => !node.ignored && node.role?.value === role)
    .map(({ name, description, properties = [] }) => {
      const said = new Map(properties.map((property) => [property.name, property.value.value]));
      return {
        name: name?.value,
        description: description?.value,
        invalid: said.get('invalid'),
        required: said.get('required'),
      };
    });
}

const program = createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader/browser.js');

/** Brings the virtual screen reader into the frame itself, past its policy, and switches it on. */
async function listen(frame: Frame): Promise<void> {
  const source = await readFile(program, 'utf8');
  const reader = /export\{\w+ as Virtual,([\w$]+) as virtual\}/.exec(source);
  if (!reader) throw new Error('The reader is packed in another way.');
  await frame.evaluate(`(() => {${source.replace(reader[0], () => `;globalThis.reader=${reader[1]}`)}\n})()`);
  await frame.evaluate(() => window.reader.start({ container: document.body }));
}

/** Reads the frame from its beginning to its end. */
const readThrough = (frame: Frame) =>
  frame.evaluate(async () => {
    await window.reader.clearSpokenPhraseLog();
    // oxlint-disable-next-line no-await-in-loop -- a reader reads one thing after the other
    for (let step = 0; step < 12; step++) await window.reader.next();
    return window.reader.spokenPhraseLog();
  });

declare global {
  interface Window {
    reader: {
      start: (options: { container: Node }) => Promise<void>;
      next: () => Promise<void>;
      clearSpokenPhraseLog: () => Promise<void>;
      spokenPhraseLog: () => Promise<string[]>;
    };
  }
}

// Patient: a busy machine is no finding.
test.describe.configure({ timeout: 120_000 });

for (const lang of ['en', 'ru'] as const) {
  const said = words[lang];

  test(`a virtual screen reader reads label, hint and error in the frame, ${lang}`, async ({ page, gateway }) => {
    await gateway.reset();
    const { field, frame } = await openField(page, lang);
    await listen(frame);
    const box = (description: string, state: string) => `textbox, ${said.label}, ${description}, ${state}, required`;
    expect(await readThrough(frame)).toEqual(
      expect.arrayContaining([said.label, box(said.hint, 'not invalid'), said.hint]),
    );
    await field.pressSequentially('12');
    await page.getByRole('radio', { name: said.visa }).focus();
    const log = () => frame.evaluate(() => window.reader.spokenPhraseLog());
    await expect.poll(log).toContain(`polite: ${said.incomplete}`);
    expect((await readThrough(frame)).join('\n')).toContain(`textbox, ${said.label}, 12, ${said.incomplete}, invalid`);
    await field.fill('000');
    await page.getByRole('button', { name: said.pay }).click();
    await expect.poll(log).toContain(`polite: ${said.wrong}`);
  });

  test(`a shopper who listens hears label, hint and error of the field through the frame, ${lang}`, async ({
    page,
    gateway,
  }) => {
    await gateway.reset();
    const { field, ofPage, ofFrame } = await openField(page, lang);
    expect(await heard(ofPage, 'Iframe')).toMatchObject([{ name: said.title }]);
    const hint = { name: said.label, description: said.hint, invalid: 'false', required: true };
    const textbox = () => heard(ofFrame, 'textbox');
    expect(await textbox()).toEqual([hint]);

    await field.pressSequentially('12');
    await page.getByRole('radio', { name: said.visa }).focus();
    await expect.poll(textbox).toEqual([{ ...hint, description: said.incomplete, invalid: 'true' }]);
    // Said at once: what changes is a status.
    expect(await heard(ofFrame, 'status')).toHaveLength(1);

    await field.fill('000');
    await expect.poll(textbox).toEqual([hint]);
    await page.getByRole('button', { name: said.pay }).click();
    await expect.poll(textbox).toEqual([{ ...hint, description: said.wrong, invalid: 'true' }]);
    await expect(field).toBeFocused();
  });

  for (const theme of ['light', 'dark'])
    test(`axe finds nothing in the page and in the frame, ${theme}, ${lang}`, async ({ page, gateway }) => {
      await gateway.reset();
      const { field } = await openField(page, lang, `&theme=${theme}`);
      expect(await findings(page)).toEqual([]);
      await field.fill('12');
      await page.getByRole('radio', { name: said.visa }).focus();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      expect(await findings(page)).toEqual([]);
      await field.fill('000');
      await page.getByRole('button', { name: said.pay }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      expect(await findings(page)).toEqual([]);
    });
}

/** What axe finds, in the page and in its frames, each by the way to it. */
async function findings(page: Page): Promise<string[]> {
  let found: string[] = [];
  await expect(async () => {
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    // A way of two steps leads into the frame. A frame that answers late axe leaves out, and says nothing of it.
    expect(passes.some(({ nodes }) => nodes.some(({ target }) => target.length === 2))).toBe(true);
    found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' > ')}`));
  }).toPass({ timeout: 60_000 });
  return found;
}

test('negative control: a field without its label and its hint is heard to be so, and axe finds it in the frame', async ({
  page,
  gateway,
}) => {
  await gateway.reset();
  const { frame, ofPage, ofFrame } = await openField(page, 'en');
  await frame.evaluate(() => {
    document.querySelector('label')?.remove();
    document.querySelector('#code')?.removeAttribute('aria-describedby');
  });
  await page.locator('iframe').evaluate((element) => element.removeAttribute('title'));
  expect(await heard(ofFrame, 'textbox')).toMatchObject([{ name: '' }]);
  expect((await heard(ofFrame, 'textbox'))[0]?.description ?? '').toBe('');
  expect((await heard(ofPage, 'Iframe'))[0]?.name ?? '').not.toBe(words.en.title);
  const found = await findings(page);
  expect(found.some((text) => /^label: .+ > #code/.test(text))).toBe(true);
  expect(found.some((text) => text.startsWith('frame-title: '))).toBe(true);
});
