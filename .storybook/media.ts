/** What a system may ask of a page, as the toolbar says it. */
export interface Wishes {
  motion: 'normal' | 'reduced';
  contrast: 'normal' | 'more' | 'forced';
}

/** The conditions that the toolbar decides, and what they come to. */
const decided: readonly [RegExp, (wishes: Wishes) => boolean][] = [
  [/\(prefers-reduced-motion(: reduce)?\)/g, ({ motion }) => motion === 'reduced'],
  [/\(prefers-reduced-motion: no-preference\)/g, ({ motion }) => motion === 'normal'],
  [/\(prefers-contrast: more\)/g, ({ contrast }) => contrast === 'more'],
  [/\(forced-colors: active\)/g, ({ contrast }) => contrast === 'forced'],
];

/** A condition that always holds, and one that never does, in the words of a media query. */
const always = '(min-width: 0px)';
const never = '(max-width: 0px)';

/**
 * A media condition as it would be if the system had these wishes. A wish that nobody has (`normal`) is left to the real system.
 */
export function decide(condition: string, wishes: Wishes): string {
  if (wishes.motion === 'normal' && wishes.contrast === 'normal') return condition;
  return decided.reduce((text, [query, holds]) => text.replace(query, holds(wishes) ? always : never), condition);
}

const asWritten = new WeakMap<CSSMediaRule, string>();

function applyTo(rules: CSSRuleList, wishes: Wishes): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule) {
      const condition = asWritten.get(rule) ?? rule.media.mediaText;
      asWritten.set(rule, condition);
      const next = decide(condition, wishes);
      if (next !== rule.media.mediaText) rule.media.mediaText = next;
    }
    if ('cssRules' in rule && rule.cssRules instanceof CSSRuleList) applyTo(rule.cssRules, wishes);
  }
}

/** Makes every rule of the page answer as if the system had these wishes, and rules that come later too, until it is told to stop. */
export function emulate(wishes: Wishes): () => void {
  const apply = () => {
    for (const sheet of document.styleSheets) applyTo(sheet.cssRules, wishes);
  };
  apply();
  if (wishes.motion === 'normal' && wishes.contrast === 'normal') return () => {};
  // New parts bring new rules, which no observer reports; the parts themselves are seen.
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  return () => observer.disconnect();
}
