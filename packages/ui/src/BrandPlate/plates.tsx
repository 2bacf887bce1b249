import type { BrandId } from '@onfile/hooks';
import type { ReactNode } from 'react';

/** A brand's plate: its ground, the colour of text on it, and its mark in its box (x, y, width, height). */
export interface Plate {
  from: string;
  to: string;
  ink: string;
  box: readonly [number, number, number, number];
  mark: ReactNode;
}

const word = (text: string, { italic = false, size = 30, spacing = 0 } = {}) => (
  <text
    x="120"
    y="31"
    textAnchor="end"
    fontFamily="Inter, 'Helvetica Neue', Arial, sans-serif"
    fontWeight="800"
    fontSize={size}
    fontStyle={italic ? 'italic' : 'normal'}
    letterSpacing={spacing}
    fill="currentColor"
  >
    {text}
  </text>
);

const circles = (left: string, right: string, middle: string) => (
  <>
    <circle cx="82" cy="20" r="18" fill={left} />
    <circle cx="102" cy="20" r="18" fill={right} />
    <path d="M92 5a18 18 0 0 1 0 30a18 18 0 0 1 0-30z" fill={middle} />
  </>
);

const bars = (colors: readonly [string, string, string], text: string) => (
  <>
    {colors.map((color, index) => (
      <rect key={color} x={54 + index * 22} y="3" width="21" height="34" rx="6" fill={color} />
    ))}
    <text x="87" y="26" textAnchor="middle" fontFamily="Arial, sans-serif" fontWeight="800" fontSize="17" fill="#fff">
      {text}
    </text>
  </>
);

const box = [0, 0, 120, 40] as const;

/** The plates, drawn by hand and on purpose plain: they stand beside issuers' art and do not pretend to be it. */
export const plates: Record<BrandId | 'unknown', Plate> = {
  visa: {
    from: '#1a2a8f',
    to: '#2f49c8',
    ink: '#fff',
    box,
    mark: word('VISA', { italic: true, size: 36, spacing: -1 }),
  },
  mastercard: { from: '#5f6879', to: '#39414f', ink: '#fff', box, mark: circles('#eb001b', '#f79e1b', '#ff5f00') },
  maestro: { from: '#274a78', to: '#16304f', ink: '#fff', box, mark: circles('#0099df', '#ed0006', '#6c6bbd') },
  mir: { from: '#0f7a5a', to: '#12a06f', ink: '#fff', box, mark: word('МИР', { size: 34, spacing: 1 }) },
  belkart: { from: '#0e6a3f', to: '#2b9a4d', ink: '#fff', box, mark: word('БЕЛКАРТ', { size: 24 }) },
  unionpay: {
    from: '#0d4d63',
    to: '#14758c',
    ink: '#fff',
    box,
    mark: bars(['#d7263d', '#1f4e9e', '#0b7f78'], 'UnionPay'),
  },
  jcb: { from: '#303a4b', to: '#1c2432', ink: '#fff', box, mark: bars(['#0b61b5', '#c8102e', '#1d8a43'], 'J  C  B') },
  amex: { from: '#0a6fb5', to: '#0f8ad0', ink: '#fff', box, mark: word('AMEX', { size: 32 }) },
  uzcard: { from: '#123c7c', to: '#1c66b8', ink: '#fff', box, mark: word('UZCARD', { size: 26 }) },
  humo: { from: '#7c4a12', to: '#b8792a', ink: '#fff', box, mark: word('HUMO', { size: 32, spacing: 1 }) },
  elcart: { from: '#8c1f2f', to: '#b9394a', ink: '#fff', box, mark: word('ЭЛКАРТ', { size: 26 }) },
  troy: { from: '#0a5f73', to: '#00899c', ink: '#fff', box, mark: word('troy', { size: 34 }) },
  unknown: { from: '#667085', to: '#475063', ink: '#fff', box, mark: null },
};
