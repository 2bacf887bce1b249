import { afterEach } from 'vitest';
import { commands, userEvent } from 'vitest/browser';
import { settled } from '../../.storybook/settled.ts';
import { undocumented } from '../../packages/ui/docs/contract.ts';
import { measureLooks } from './measure.ts';
import { plainText } from './plain-text.ts';

/** Takes every transition to its end, and what turns for ever back to its beginning. */
function endAnimations(): void {
  for (const animation of document.getAnimations())
    if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
    else animation.cancel();
}

afterEach(async ({ task }) => {
  const page = document.querySelector('.page');
  const id = 'storyId' in task.meta ? String(task.meta.storyId) : '';
  // What a failed story looks like is not what it should look like.
  if (!page || task.result?.state === 'fail') return;
  plainText();
  // The browser's own pointer, which no script of a page can move.
  const pointed = page.querySelector('[data-pointer]');
  if (pointed) await userEvent.hover(pointed);
  const text = await settled(() => {
    endAnimations();
    return measureLooks(page).join('\n');
  });
  if (pointed) await userEvent.unhover(pointed);
  const differences = await commands.keepLooks(id.replace(/^.*--/, ''), text.split('\n').filter(Boolean));
  const secret = [...new Set([...page.querySelectorAll('[class^=onfile-]')].flatMap(undocumented))];
  if (secret.length) throw new Error(`Not in packages/ui/docs/contract.ts:\n${secret.join('\n')}`);
  if (differences.length)
    throw new Error(`It looks different. As it should? \`pnpm test:looks -u\` keeps it.\n${differences.join('\n')}`);
  // A page of every state is measured for seconds, and on a busy machine for many.
}, 120_000);
