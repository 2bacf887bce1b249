// The looks of the screen, written once for all baselines: as plain rules under class names, and as styled-components.

const plate = (from: string, to: string, mark: string) =>
  `url("data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 76" preserveAspectRatio="xMidYMid slice" color="#fff"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><svg x="34" y="52" width="74" height="26" viewBox="0 0 120 40">${mark}</svg></svg>`,
  )}")`;
const word = (text: string, size: number, more = '') =>
  `<text x="120" y="31" text-anchor="end" font-family="Inter,'Helvetica Neue',Arial,sans-serif" font-weight="800" font-size="${size}" fill="#fff" ${more}>${text}</text>`;

export const plates = {
  visa: plate('#1a2a8f', '#2f49c8', word('VISA', 36, 'font-style="italic" letter-spacing="-1"')),
  mastercard: plate(
    '#5f6879',
    '#39414f',
    '<circle cx="82" cy="20" r="18" fill="#eb001b"/><circle cx="102" cy="20" r="18" fill="#f79e1b"/><path d="M92 5a18 18 0 0 1 0 30a18 18 0 0 1 0-30z" fill="#ff5f00"/>',
  ),
  mir: plate('#0f7a5a', '#12a06f', word('МИР', 34, 'letter-spacing="1"')),
  belkart: plate('#0e6a3f', '#2b9a4d', word('БЕЛКАРТ', 24)),
};

const hidden = `
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** The variables that a theme sets. */
export const variables = `
  --surface: #ffffff;
  --text: #12151c;
  --muted: #5a6372;
  --border: #e2e5ea;
  --border-strong: #7d8696;
  --accent: #2450e0;
  --on-accent: #ffffff;
  --accent-subtle: #eef2ff;
  --danger: #b92a1c;
  --danger-subtle: #fdeeec;
  --warning: #8a5200;
  --warning-subtle: #fff3df;
`;

/** Added to a row where what stands outside the window is not drawn. Its ring is inside, so nothing is clipped. */
export const contained = `
  content-visibility: auto;
  contain-intrinsic-size: auto 77px;
`;

/** Declarations by part. */
export const looks = {
  root: `
    ${variables}
    color: var(--text);
    line-height: 1.4;
    color-scheme: light;
  `,
  outer: `
    container: outer / inline-size;
  `,
  panel: `
    box-sizing: border-box;
    max-inline-size: 480px;
    padding: 20px;
    border: 1px solid var(--border);
    border-radius: 20px;
    background: var(--surface);
    box-shadow: 0 1px 2px #1018280a, 0 12px 32px #10182812;
    @container outer (max-width: 440px) {
      padding: 16px 12px;
      border: 0;
      border-radius: 0;
      box-shadow: none;
    }
  `,
  header: `
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 4px 16px;
    margin-block-end: 14px;
    padding-inline: 2px;
    & h2 {
      margin: 0;
      font-size: 1.125rem;
      font-weight: 700;
      line-height: 1.3;
    }
    & h2:focus {
      outline: none;
    }
    & span {
      color: var(--muted);
      font-size: 0.875rem;
    }
  `,
  group: `
    container: group / inline-size;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    overflow: clip;
    border: 1px solid var(--border);
    border-radius: 16px;
    background: var(--surface);
  `,
  legend: hidden,
  row: `
    box-sizing: border-box;
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    min-block-size: 76px;
    border-block-start: 1px solid var(--border);
    transition: background-color 150ms ease-out;
    &:first-of-type {
      border-block-start: 0;
      border-start-start-radius: 15px;
      border-start-end-radius: 15px;
    }
    &:last-of-type {
      border-end-start-radius: 15px;
      border-end-end-radius: 15px;
    }
    &:hover:has(input:enabled) {
      background: color-mix(in srgb, var(--accent-subtle) 45%, transparent);
    }
    &:has(input:checked) {
      background: var(--accent-subtle);
      box-shadow: inset 0 0 0 2px var(--accent);
    }
    &:has(input:focus-visible) {
      outline: 3px solid var(--accent);
      outline-offset: -3px;
    }
    @media (forced-colors: active) {
      &:has(input:checked) {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      transition: none;
    }
  `,
  option: `
    box-sizing: border-box;
    display: grid;
    grid-template-columns: 20px auto minmax(0, 1fr);
    align-items: center;
    gap: 14px;
    padding-block: 14px;
    padding-inline: 16px 4px;
    cursor: pointer;
    [data-payable='false'] > & {
      cursor: default;
    }
    @container group (max-width: 399px) {
      gap: 12px;
      padding-inline: 12px 0;
    }
  `,
  radio: `
    appearance: none;
    box-sizing: border-box;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    border: 1.5px solid var(--border-strong);
    border-radius: 50%;
    background: var(--surface);
    cursor: inherit;
    &:checked {
      border: 6px solid var(--accent);
    }
    &:disabled {
      border-color: var(--border);
      background: var(--border);
    }
    &:focus-visible {
      outline: none;
    }
    @media (forced-colors: active) {
      appearance: auto;
    }
  `,
  art: `
    position: relative;
    display: block;
    inline-size: 68px;
    block-size: 43px;
    overflow: hidden;
    border-radius: 6px;
    background: center / cover;
    box-shadow: 0 1px 3px #10182826;
    ${Object.entries(plates)
      .map(([brand, url]) => `&[data-brand='${brand}'] { background-image: ${url}; }`)
      .join('\n')}
    [data-payable='false'] > * > & {
      filter: grayscale(1);
      opacity: 0.62;
    }
    &::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: inherit;
      box-shadow: inset 0 0 0 1px #ffffff1f;
    }
    @container group (max-width: 399px) {
      inline-size: 58px;
      block-size: 37px;
    }
    @media (forced-colors: active) {
      outline: 1px solid CanvasText;
      forced-color-adjust: none;
    }
  `,
  picture: `
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  `,
  text: `
    display: block;
    min-inline-size: 0;
  `,
  name: `
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    font-weight: 600;
    font-size: 1rem;
  `,
  title: `
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
    [data-payable='false'] & {
      color: var(--muted);
    }
  `,
  badge: `
    padding: 1px 8px;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
    white-space: nowrap;
    color: var(--accent);
    background: var(--accent-subtle);
    :checked ~ * > * > & {
      background: var(--surface);
    }
    &[data-kind='warning'] {
      color: var(--warning);
      background: var(--warning-subtle);
    }
    &[data-kind='danger'] {
      color: var(--danger);
      background: var(--danger-subtle);
    }
  `,
  line: `
    display: block;
    color: var(--muted);
    font-size: 0.875rem;
  `,
  digits: `
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  `,
  hint: `
    grid-column: 1 / -1;
    padding-inline: 132px 16px;
    padding-block-end: 14px;
    margin-block-start: -8px;
    color: var(--muted);
    font-size: 0.875rem;
    @container group (max-width: 399px) {
      padding-inline-start: 114px;
    }
  `,
  textButton: `
    padding: 4px 2px;
    margin: -4px -2px;
    border: 0;
    border-radius: 6px;
    background: none;
    font: inherit;
    font-weight: 600;
    color: var(--accent);
    cursor: pointer;
    &:hover {
      text-decoration: underline;
    }
    &:focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: 1px;
    }
  `,
  remove: `
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    margin-inline-end: 8px;
    padding: 0;
    border: 0;
    border-radius: 12px;
    background: none;
    color: var(--muted);
    cursor: pointer;
    &:hover {
      color: var(--danger);
      background: var(--danger-subtle);
    }
    &:focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: -3px;
    }
    @container group (max-width: 399px) {
      margin-inline-end: 0;
    }
  `,
  more: `
    display: block;
    inline-size: 100%;
    min-block-size: 52px;
    border: 0;
    border-block: 1px solid var(--border);
    background: none;
    font: inherit;
    font-weight: 600;
    color: var(--accent);
    cursor: pointer;
    &:focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: -3px;
    }
  `,
  newArt: `
    box-sizing: border-box;
    display: grid;
    place-items: center;
    inline-size: 68px;
    block-size: 43px;
    border: 1px solid var(--border);
    border-radius: 6px;
    color: var(--accent);
    @container group (max-width: 399px) {
      inline-size: 58px;
      block-size: 37px;
    }
  `,
  bones: `
    block-size: 76px;
    border-block-start: 1px solid var(--border);
    background: linear-gradient(var(--border) 0 0) 50px / 68px 43px no-repeat;
  `,
  news: `
    min-block-size: 16px;
    padding: 4px 2px;
    color: var(--muted);
    font-size: 0.875rem;
    &:has(button) {
      position: sticky;
      z-index: 1;
      inset-block-end: 12px;
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-block-size: 48px;
      margin-block: 12px;
      padding: 4px 16px;
      border: 1px solid var(--border);
      border-radius: 14px;
      background: var(--surface);
      color: var(--text);
    }
  `,
  payBox: `
    container: pay / inline-size;
  `,
  pay: `
    box-sizing: border-box;
    display: flex;
    align-items: center;
    justify-content: center;
    inline-size: 100%;
    min-block-size: 56px;
    padding: 8px 16px;
    border: 0;
    border-radius: 14px;
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 600;
    font-size: 1.0625rem;
    cursor: pointer;
    &:focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: 3px;
    }
    &[aria-disabled='true'] {
      cursor: default;
      filter: saturate(0.6);
    }
  `,
  payShort: `
    @container pay (min-width: 420px) {
      display: none;
    }
  `,
  payLong: `
    @container pay (max-width: 419.98px) {
      ${hidden}
    }
  `,
  lock: `
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    margin: 12px 0 0;
    color: var(--muted);
    font-size: 0.8125rem;
  `,
};
/** The name of a part of the screen. */
export type Part = keyof typeof looks;
