import type { CSSProperties } from 'react';

const dot: CSSProperties = { inlineSize: 6, blockSize: 6, borderRadius: '50%', background: 'currentColor' };

/** A drawing of the field, which in a shop is a frame: dots, and a line where the next would stand. Nothing can be typed here. */
export const CodeField = ({ digits, caret = false }: { digits: number; caret?: boolean }) => (
  <span
    dir="ltr"
    aria-hidden="true"
    style={{ display: 'flex', alignItems: 'center', gap: 10, paddingInline: 16, boxSizing: 'border-box' }}
  >
    {Array.from({ length: digits }, (_, index) => (
      <span key={index} style={dot} />
    ))}
    {caret && <span style={{ inlineSize: 1.5, blockSize: 20, background: 'var(--onfile-color-accent)' }} />}
  </span>
);
