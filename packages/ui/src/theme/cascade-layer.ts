import type { ComponentProps } from 'react';
import type { StyleSheetManager } from 'styled-components';

type Plugin = NonNullable<ComponentProps<typeof StyleSheetManager>['stylisPlugins']>[number];

/** Puts every rule of the kit into a cascade layer: each top-level rule becomes `@layer name { rule }` before it is written out. */
export function cascadeLayer(name: string): Plugin {
  const plugin: Plugin = (element) => {
    if (element.root || element.parent || !Array.isArray(element.children) || element.type === '@layer') return;
    const rule = { ...element, root: element, parent: element };
    Object.assign(element, { type: '@layer', value: `@layer ${name}`, props: [name], children: [rule], return: '' });
  };
  // Class names are hashed with the names of the plugins.
  return Object.defineProperty(plugin, 'name', { value: `onfile-layer-${name}` });
}
