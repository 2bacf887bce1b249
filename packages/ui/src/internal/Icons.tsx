/** What the lines of a sign are made of, for the part that it stands in: on the sign itself it would be four attributes for every card. */
export const iconLines = 'fill: none; stroke: currentColor; stroke-linecap: round; stroke-linejoin: round;';

/** A sign of lines in the colour of the text beside it, made once. Decoration: the words say the same. */
export const icon = (size: number, strokeWidth: number, d: string) => (
  <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} strokeWidth={strokeWidth} aria-hidden="true">
    <path d={d} />
  </svg>
);

/** A dustbin. */
export const binIcon = /* @__PURE__ */ icon(
  20,
  1.5,
  'M3.5 5.5h13M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.4h5.6a1.5 1.5 0 0 0 1.5-1.4l.7-10M8.5 9v4.5M11.5 9v4.5',
);

/** A closed lock. */
export const lockIcon = /* @__PURE__ */ icon(
  14,
  1.4,
  'M4 6h6a1.5 1.5 0 0 1 1.5 1.5V11A1.5 1.5 0 0 1 10 12.5H4A1.5 1.5 0 0 1 2.5 11V7.5A1.5 1.5 0 0 1 4 6M4.5 6V4.3a2.5 2.5 0 0 1 5 0V6',
);

/** A plus. */
export const plusIcon = /* @__PURE__ */ icon(16, 1.8, 'M8 3v10M3 8h10');
