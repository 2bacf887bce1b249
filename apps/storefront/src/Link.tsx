import type { ComponentPropsWithoutRef } from 'react';
import { go } from './shop.ts';

/** A link within the shop: an `<a>` that does not load the page anew. Keeps language and theme. */
export function Link({ href, onClick, children, ...rest }: ComponentPropsWithoutRef<'a'> & { href: string }) {
  const kept = new URLSearchParams(location.search);
  const target = new URL(href, location.origin);
  for (const name of ['lang', 'theme']) {
    const value = kept.get(name);
    if (value && !target.searchParams.has(name)) target.searchParams.set(name, value);
  }
  const path = target.pathname + target.search;
  return (
    <a
      href={path}
      onClick={(event) => {
        onClick?.(event);
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(path);
      }}
      {...rest}
    >
      {children}
    </a>
  );
}
