import type { BrandId } from '@onfile/hooks';
import type { ReactNode } from 'react';

/** A brand's plate: the two ends of its ground, the colour of text on both, and its mark. */
export interface Plate {
  from: string;
  to: string;
  ink: string;
  /** Words and signs in `currentColor`, the others in their own. */
  mark: ReactNode;
  /** The mark's `viewBox`, as wide as the mark. In `<svg>`s of one height all marks look alike in size. */
  box: string;
}

const plate = (from: string, to: string, box: string, mark: ReactNode) => ({ from, to, ink: '#fff', box, mark });

/** Outlines of letters, made once: README, "Marks". */
const word = (from: string, to: string, width: number, height: number, d: string) =>
  plate(from, to, `0 ${32 - height / 2} ${width} ${height}`, <path d={d} />);

const circles = (from: string, to: string, left: string, right: string, both: string) =>
  plate(
    from,
    to,
    '-1 -1 164 102',
    <>
      <path fill={left} d="M0 50a50 50 0 1 0 100 0a50 50 0 1 0-100 0" />
      <path fill={right} d="M62 50a50 50 0 1 0 100 0a50 50 0 1 0-100 0" />
      <path fill={both} d="M81 11a50 50 0 0 1 0 78 50 50 0 0 1 0-78z" />
    </>,
  );

const bar = (x: number, color: string) => (
  <path key={x} fill={color} stroke={color} strokeWidth="16" strokeLinejoin="round" d={`M${x} 8h36l-20 84h-36z`} />
);

/** Quiet grounds: plates stand beside issuers' art and do not pretend to be it. */
export const plates: Record<BrandId | 'unknown', Plate> = {
  visa: word(
    '#10207f',
    '#2747d1',
    198,
    100,
    'm75 1-26 62h-17l-12-49q-1-4-4-6-6-3-16-5v-2h28q5 1 7 6l7 36 16-42Zm67 42c0-17-23-17-23-25q0-3 7-5 8 0 16 3l3-13q-8-3-15-3-25 1-28 20c0 9 8 14 14 17q10 4 9 8-1 6-10 6-11 0-16-4l-3 14q7 2 18 3 27-1 28-21m41 20h15l-13-62h-13q-5 0-7 5l-24 57h17l3-9h20Zm-18-22 9-23 5 23Zm-67-40-13 62h-16l13-62Z',
  ),
  mastercard: circles('#4a5163', '#1f242f', '#eb001b', '#f79e1b', '#ff5f00'),
  maestro: circles('#27406b', '#0f1c33', '#eb001b', '#00a2e5', '#7375cf'),
  mir: word(
    '#0a7a4c',
    '#0a5f86',
    202,
    100,
    'M0 64v-64h23l15 50h-4l15-50h23v64h-15v-55h2l-17 55h-12l-17-55h2v55ZM140 64h-15v-48l3 1-28 47h-16v-64h16l-1 49-2-4 27-45h16ZM152 64v-64h26q8 0 13 3 6 2 9 7 2 5 2 12 0 6-3 11t-8 8-13 2h-17v-13h16q3 0 6-1 2-1 3-3t1-4-1-5-3-3-6-1h-9v51Z',
  ),
  belkart: word(
    '#0b4a2c',
    '#217a3f',
    419,
    126,
    'M0 64v-64h44v12h-29v14h13q7 0 12 2 4 2 7 6 2 4 2 10t-2 11-7 7-12 2Zm15-12h11q4 0 6-2 3-2 3-6 0-3-3-5-2-2-6-2h-11ZM57 64v-64h48v13h-32v12h29v13h-29v13h32v13ZM111 64v-13h2q3 0 4-1 2-2 3-6 1-3 1-11l3-33h45v64h-15v-51h-16l-2 24q0 8-2 13t-5 8-7 5-9 1ZM179 64v-64h16v25h5l18-25h18l-24 31 25 33h-18l-19-26h-5v26ZM239 64l22-64h21l22 64h-18l-17-58h5l-18 58Zm15-12v-12h35v12ZM310 64v-64h26q8 0 13 3 6 2 9 7 2 5 2 12 0 6-3 11t-8 8-13 2h-17v-13h16q3 0 6-1 2-1 3-3t1-4-1-5-3-3-6-1h-9v51ZM366 13v-13h53v13h-19v51h-15v-51Z',
  ),
  unionpay: plate('#1d4552', '#0a1d26', '-1 -1 166 102', [bar(28, '#e8374d'), bar(74, '#2f78c4'), bar(120, '#12a0a0')]),
  jcb: word(
    '#31405e',
    '#151c2d',
    244,
    100,
    'M133 10q14 2 24 7v-13s-13-3-25-4c-42-2-54 15-54 32s12 34 54 32c12-1 25-4 25-4v-13q-10 5-24 7-27 1-28-22 1-23 28-22m78 42q-1 0-2 0h-18v-16h18q1 0 2 0 7 2 6 8 0 6-6 8m-20-41h16q2 0 2 0 5 2 6 8-1 7-6 7-1 0-2 0h-16zm35 20q14-3 15-14-2-14-18-15-1 0-3 0h-54v60h58q19-1 20-15-1-14-18-16m-182 7q0 15-17 16-13-1-27-7v13s14 4 32 4c31 0 40-11 40-26v-36h-28z',
  ),
  amex: word(
    '#00468f',
    '#0a6fc6',
    268,
    104,
    'M0 64l22-64h21l22 64h-18l-17-58h5l-18 58Zm15-12v-12h35v12ZM71 64v-64h23l15 50h-4l15-50h23v64h-15v-55h2l-17 55h-12l-17-55h2v55ZM153 64v-64h48v13h-32v12h29v13h-29v13h32v13ZM205 64l27-38v11l-24-37h17l14 22h-4l14-22h17l-24 36v-10l26 38h-18l-15-23h3l-15 23Z',
  ),
  uzcard: word(
    '#123a6f',
    '#0f6c9c',
    361,
    118,
    'M27 65q-8 0-14-3t-10-8-3-13v-41h15v40q0 4 2 6 1 3 4 4 2 2 6 2t6-2q3-1 4-4 2-2 2-6v-40h15v41q0 8-3 13-4 5-10 8t-14 3M61 64v-12l38-44 2 5h-39v-13h51v12l-37 44-2-5h39v13ZM147 65q-9 0-16-4t-11-11-4-18 4-18 11-11 16-4q6 0 11 2 5 1 9 5 3 3 6 7 2 5 3 10h-16q0-2-1-4t-3-4-4-2-5-1q-5 0-8 3-4 2-5 7-2 4-2 10t2 10q1 5 5 7 3 3 8 3 3 0 5-1t4-2 3-4 1-4h16q-1 5-3 10-3 4-6 7-4 4-9 5-5 2-11 2M176 64l22-64h21l22 64h-18l-17-58h5l-18 58Zm15-12v-12h35v12ZM246 64v-64h26q8 0 13 3 6 2 9 7t3 12-3 11-9 7-13 3h-16v-12h15q4 0 6-2 2-1 3-3 2-2 2-4 0-3-2-5-1-2-3-3t-6-1h-9v51Zm36 0-14-29h16l14 29ZM329 64h-17v-13h16q6 0 10-2t5-6 2-11-2-11-5-6-10-2h-16v-13h17q10 0 17 4t11 11 4 17-4 17-11 11-17 4m-8-64v64h-16v-64Z',
  ),
  humo: word(
    '#6a3b0b',
    '#98611c',
    277,
    106,
    'M0 64v-64h16v25h24v-25h15v64h-15v-26h-24v26ZM95 65q-8 0-14-3t-10-8-3-13v-41h15v40q0 4 2 6 1 3 4 4 2 2 6 2t6-2q3-1 4-4 2-2 2-6v-40h15v41q0 8-3 13-4 5-10 8t-14 3M134 64v-64h23l15 50h-4l15-50h23v64h-15v-55h2l-17 55h-12l-17-55h2v55ZM247 65q-9 0-16-4t-11-11-4-18 4-18 11-11 16-4 15 4 11 11 4 18-4 18-11 11-15 4m0-13q4 0 8-3 3-2 5-6 2-5 2-11t-2-11q-2-4-5-6-4-3-8-3-5 0-8 3-3 2-5 6-2 5-2 11t2 11 5 6q3 3 8 3',
  ),
  elcart: word(
    '#7a1426',
    '#b02c41',
    374,
    120,
    'M29 65q-6 0-11-2-5-1-9-5-3-3-6-7-2-5-3-10h16q0 2 1 4t3 4 4 2 5 1q5 0 8-3 4-2 5-6 2-5 2-11t-2-11q-1-4-5-6-3-3-8-3-3 0-5 1t-4 2-3 4-1 4h-16q1-5 3-10 3-4 6-7 4-4 9-5 5-2 11-2 9 0 16 4t11 11 4 18-4 18-11 11-16 4m-7-27v-13h25v13ZM66 64v-13h2q3 0 4-1 2-2 3-6 1-3 1-11l3-33h45v64h-15v-51h-16l-2 24q0 8-2 13t-5 8-7 5-9 1ZM134 64v-64h16v25h5l18-25h18l-24 31 25 33h-18l-19-26h-5v26ZM194 64l22-64h21l22 64h-18l-17-58h5l-18 58Zm15-12v-12h35v12ZM265 64v-64h26q8 0 13 3 6 2 9 7 2 5 2 12 0 6-3 11t-8 8-13 2h-17v-13h16q3 0 6-1 2-1 3-3t1-4-1-5-3-3-6-1h-9v51ZM321 13v-13h53v13h-19v51h-15v-51Z',
  ),
  troy: word(
    '#063f52',
    '#007a8a',
    163,
    108,
    'M32 9v11h-32v-11Zm-24-13h14v43q0 2 1 3t4 1h5v11h-9q-8 0-12-3-3-3-3-10ZM36 54v-45h14v8h1q1-5 3-7 3-1 8-1h4v12h-6q-3 0-5 1t-3 3-1 6v23ZM90 55q-7 0-12-3-6-3-9-8t-3-13 3-12 9-8 12-3 13 3 8 8 3 12-3 13-8 8-13 3m0-12q3 0 5-1 2-2 3-4 1-3 1-7t-1-6-3-4-5-2-4 2-4 4-1 6 1 7q2 2 4 4 2 1 4 1M119 72v-12h8q1 0 2-1l2-5-18-45h16l11 38h-4l12-38h15l-20 51q-1 4-3 7t-5 4-6 1z',
  ),
  unknown: plate(
    '#5b6474',
    '#373e4c',
    '0 0 124 100',
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="7"
      d="M20 4h84a16 16 0 0 1 16 16v60a16 16 0 0 1-16 16H20A16 16 0 0 1 4 80V20A16 16 0 0 1 20 4zM4 36h36v28H4M120 36H84v28h36M62 4v20a22 22 0 0 0-22 12M62 96V76"
    />,
  ),
};
