/** How a part stands on its page, as one line of text: name, place and size in pixels, colours, font. */
export type LookLine = string;

interface Style {
  ink: string;
  font: string;
}

/** What is measured though it has no class of the kit and no text of its own. */
const always = 'input, select, textarea, img, iframe, button, dialog';

/** The visible parts under `root`, in document order, each with what is different about it from the part around it. */
export function measureLooks(root: Element): LookLine[] {
  const origin = root.getBoundingClientRect();
  const lines: LookLine[] = [];
  const visit = (element: Element, depth: number, around: Style) => {
    if (!element.checkVisibility()) return;
    const box = element.getBoundingClientRect();
    const name = nameOf(element);
    const isSeen = name !== undefined && box.width > 1 && box.height > 1;
    const style = isSeen ? styleOf(element) : around;
    if (isSeen) {
      const place = `${Math.round(box.x - origin.x)},${Math.round(box.y - origin.y)}`;
      const size = `${Math.round(box.width)}x${Math.round(box.height)}`;
      const words = [name, place, size, ...differences(element, style, around)];
      lines.push(`${'  '.repeat(depth)}${words.join(' ')}`);
    }
    if (element instanceof SVGElement) return;
    for (const child of element.children) visit(child, isSeen ? depth + 1 : depth, style);
  };
  for (const child of root.children) visit(child, 0, { ink: '', font: '' });
  return lines;
}

/** A part of the kit by its own class without the hash; an element with text, by its tag; nothing else. */
function nameOf(element: Element): string | undefined {
  const own = [...element.classList].findLast((name) => /^onfile-(?!theme-)/.test(name));
  if (own) return own.replace('onfile-', '');
  const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  return hasText || element.matches(always) ? element.localName : undefined;
}

function styleOf(element: Element): Style {
  const { color, fontFamily, fontSize, fontWeight } = getComputedStyle(element);
  const family = fontFamily.split(',')[0]?.replaceAll('"', '') ?? '';
  return { ink: short(color), font: `${fontWeight}/${fontSize}/${family.replaceAll(' ', '_')}` };
}

function differences(element: Element, { ink, font }: Style, around: Style): string[] {
  const { backgroundColor, backgroundImage, opacity, outlineStyle, outlineColor, ...style } = getComputedStyle(element);
  const isBare = backgroundColor === 'rgba(0, 0, 0, 0)' && backgroundImage === 'none';
  const image = backgroundImage === 'none' ? '' : `+${backgroundImage.replaceAll(' ', '')}`;
  const edges = (['Top', 'Right', 'Bottom', 'Left'] as const)
    .filter((side) => style[`border${side}Style`] !== 'none' && style[`border${side}Width`] !== '0px')
    .map((side) => `${style[`border${side}Width`]}/${short(style[`border${side}Color`])}`);
  const edge = edges.length === 4 && new Set(edges).size === 1 ? edges.slice(1, 2) : edges;
  return [
    ink === around.ink ? '' : `ink=${ink}`,
    isBare ? '' : `ground=${short(backgroundColor)}${image}`,
    edge.length ? `edge=${edge.join(',')}` : '',
    opacity === '1' ? '' : `opacity=${opacity}`,
    outlineStyle === 'none' ? '' : `ring=${short(outlineColor)}`,
    font === around.font ? '' : `font=${font}`,
  ].filter(Boolean);
}

/** `rgb(1, 2, 3)` as `#010203`, and with its opacity where it has one. */
function short(color: string): string {
  const [r, g, b, a] = color.match(/[\d.]+/g)?.map(Number) ?? [];
  if (!color.startsWith('rgb') || r === undefined || g === undefined || b === undefined)
    return color.replaceAll(' ', '');
  const hex = [r, g, b, ...(a === undefined ? [] : [Math.round(a * 255)])];
  return `#${hex.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
