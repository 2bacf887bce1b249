/**
 * Puts an `x` in the place of every letter that the stories' font has not (another script, a mark out of its line, an emoji), and
 * that would come from a font of the machine: so a page measures and looks the same on every machine. For a page that nobody reads
 * any more. Leans on nothing outside itself, because it is also handed to a browser as text.
 */
export function plainText(): void {
  const foreign = /[^ -~\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}\p{P}\p{Z}\p{Sc}\s]/gu;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const plain = text.nodeValue?.replace(foreign, 'x') ?? '';
    if (plain !== text.nodeValue) text.nodeValue = plain;
  }
}
