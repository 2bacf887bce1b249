import type { ComponentProps } from 'react';
import type { StyleSheetManager } from 'styled-components';

type Plugin = NonNullable<ComponentProps<typeof StyleSheetManager>['stylisPlugins']>[number];

/** Puts every rule of the kit into a cascade layer: each top-level rule becomes `@layer name { rule }` before it is written out. */
export function cascadeLayer(name: string): Plugin {
  const plugin: Plugin = (element) => {
    // What has no root is written out by itself: also what stood nested in a rule.
    if (element.root || !Array.isArray(element.children) || element.type === '@layer') return;
    const rule = { ...element, root: element };
    Object.assign(element, { type: '@layer', value: `@layer ${name}`, props: [name], children: [rule], return: '' });
  };
  // Class names are hashed with the names of the plugins.
  return Object.defineProperty(plugin, 'name', { value: `onfile-layer-${name}` });
}
