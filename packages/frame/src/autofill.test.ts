// The browser's own filling in, for real: a card that it knows is filled into the shop's form, and its code into the frame.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { frameOf, greet, openStage, type Stage, type StageOptions } from './stage.case.ts';

vi.setConfig({ testTimeout: 60_000 });

let stage: Stage | undefined;
afterEach(() => stage?.stop());

/** Fills a form of the shop's in, as a shopper does who picks a card that the browser keeps. What then stands in the frame. */
async function fillIn(allow: string, options: StageOptions = {}) {
  stage = await openStage({ switches: ['--enable-blink-features=Autofill'], ...options });
  const sandbox = options.placement === 'one-host' ? 'allow-scripts' : 'allow-scripts allow-same-origin';
  const shop = await greet(stage, { allow, sandbox });
  await shop.evaluate(() => {
    for (const name of ['cc-name', 'cc-number', 'cc-exp']) {
      const input = document.createElement('input');
      input.id = name;
      input.autocomplete = name as AutoFill;
      document.body.append(input);
    }
  });
  const field = (await frameOf(shop)).locator('#code');
  const devtools = await shop.context().newCDPSession(shop);
  await devtools.send('Autofill.enable');
  const { root } = await devtools.send('DOM.getDocument', { depth: -1 });
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#cc-number' });
  const { node } = await devtools.send('DOM.describeNode', { nodeId });
  const card = { number: '4111111111111111', name: 'A B', expiryMonth: '12', expiryYear: '2031', cvc: '987' };
  // The browser reads forms a moment after they change, and says no until then.
  await expect
    .poll(
      async () => {
        await devtools.send('Autofill.trigger', { fieldId: node.backendNodeId, card }).catch(() => {});
        return shop.locator('#cc-number').inputValue();
      },
      { timeout: 10_000, interval: 250 },
    )
    .toBe(card.number);
  return { shop, field };
}

describe('a card that the browser keeps', () => {
  it.each(['own-origin', 'one-host'] as const)(
    '%s: brings its code into the frame, and the page hears that it is all there',
    async (placement) => {
      const { shop, field } = await fillIn('autofill', { placement });
      await expect.poll(() => field.inputValue()).toBe('987');
      await expect
        .poll(() => shop.evaluate(() => window.heard.findLast(({ t }) => t === 'state')))
        .toMatchObject({ empty: false, complete: true });
      expect(JSON.stringify(await shop.evaluate(() => window.heard))).not.toContain('987');
    },
  );

  it('negative control: without the word of the page the frame gets nothing', async () => {
    const { shop, field } = await fillIn('');
    // All that the browser fills in, it fills in at once: the name is there, and so would the code be.
    await expect.poll(() => shop.locator('#cc-name').inputValue()).toBe('A B');
    expect(await field.inputValue()).toBe('');
  });

  it('negative control: a field without its token is not known for one', async () => {
    const { shop, field } = await fillIn('autofill', {
      mutatePage: (html) =>
        html.replace('autocomplete="cc-csc"', 'autocomplete="off"').replace(/<label.*<\/label>/, ''),
    });
    await expect.poll(() => shop.locator('#cc-name').inputValue()).toBe('A B');
    expect(await field.inputValue()).toBe('');
  });
});
