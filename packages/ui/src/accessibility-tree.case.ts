import type {} from '@vitest/browser-playwright';
import { cdp } from 'vitest/browser';

/** What is read of a node of Chromium's own accessibility tree. */
interface Node {
  nodeId: string;
  ignored: boolean;
  role?: { value?: unknown };
  name?: { value?: unknown };
  description?: { value?: unknown };
  value?: { value?: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
}

interface FrameTree {
  frame: { id: string; name?: string };
  childFrames?: FrameTree[];
}

/** Roles that can be pressed, chosen or typed into. */
const interactive = new Set(['button', 'checkbox', 'combobox', 'link', 'radio', 'textbox', 'switch', 'menuitem']);

/** What is told of a node where it is not as it usually is. */
const told: Record<string, (value: unknown) => string | undefined> = {
  checked: (value) => (value === 'true' ? 'checked' : 'not checked'),
  disabled: (value) => (value ? 'disabled' : undefined),
  invalid: (value) => (value && value !== 'false' ? 'invalid' : undefined),
  focused: (value) => (value ? 'focused' : undefined),
  modal: (value) => (value ? 'modal' : undefined),
  busy: (value) => (value ? 'busy' : undefined),
  live: (value) => (typeof value === 'string' && value !== 'off' ? `live ${value}` : undefined),
  level: (value) => `level ${String(value)}`,
};

const frameOf = ({ frame, childFrames = [] }: FrameTree): string =>
  frame.name === 'vitest-iframe' ? frame.id : (childFrames.map(frameOf).find(Boolean) ?? '');

/** Chromium's accessibility tree of this page: what a screen reader is given. */
async function readTree(): Promise<Map<string, Node>> {
  const session = cdp();
  const { frameTree } = await session.send('Page.getFrameTree');
  const { nodes } = await session.send('Accessibility.getFullAXTree', { frameId: frameOf(frameTree) });
  return new Map(nodes.map((node: Node) => [node.nodeId, node]));
}

const text = (part: { value?: unknown } | undefined) =>
  typeof part?.value === 'string' ? part.value.replaceAll(/\s+/g, ' ').trim() : '';

/** Nodes that only hold others together: their children are told of in their place. */
const silent = new Set(['generic', 'none', 'RootWebArea', 'LabelText', 'InlineTextBox', 'Legend', 'LineBreak']);

function tell(node: Node): string {
  const states = (node.properties ?? []).flatMap(({ name, value }) => told[name]?.(value.value) ?? []);
  const name = text(node.name);
  const description = text(node.description);
  return [
    text(node.role),
    ...(name ? [`"${name}"`] : []),
    ...(states.length ? [`[${states.join(', ')}]`] : []),
    ...(description ? [`(${description})`] : []),
  ].join(' ');
}

/** The tree as indented lines, and every control that stands inside another control. */
export async function accessibilityTree(): Promise<{ outline: string; nested: string[] }> {
  const nodes = await readTree();
  const lines: string[] = [];
  const nested: string[] = [];
  const visit = (id: string, depth: number, control: Node | undefined): void => {
    const node = nodes.get(id);
    if (!node) return;
    const role = text(node.role);
    const isTold = !node.ignored && !silent.has(role);
    const isText = role === 'StaticText';
    const isControl = isTold && interactive.has(role);
    if (isControl && control) nested.push(`${tell(node)} in ${tell(control)}`);
    // The words on a control are its name already.
    if (isTold && !(isText && control)) lines.push('  '.repeat(depth) + (isText ? `"${text(node.name)}"` : tell(node)));
    for (const child of node.childIds ?? [])
      visit(child, isTold && !isText ? depth + 1 : depth, isControl ? node : control);
  };
  const [root] = nodes.keys();
  if (root) visit(root, 0, undefined);
  return { outline: `\n${lines.join('\n')}\n`, nested };
}
