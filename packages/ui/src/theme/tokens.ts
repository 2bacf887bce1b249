/** Everything about the looks that a shop may set. Lengths and times are CSS text. */
export interface Tokens {
  color: {
    surface: string;
    surfaceRaised: string;
    text: string;
    textMuted: string;
    border: string;
    /** The border of a control: at least 3:1 against the surface. */
    borderStrong: string;
    accent: string;
    onAccent: string;
    accentSubtle: string;
    danger: string;
    dangerSubtle: string;
    success: string;
    successSubtle: string;
    warning: string;
    warningSubtle: string;
    focus: string;
  };
  radius: { panel: string; group: string; control: string };
  shadow: { panel: string };
  space: {
    /** Inside the panel, and of it at the sides where it fills a narrow place. */
    panel: string;
    panelNarrow: string;
    /** Inside a row: above and below, at its sides, and between what stands in it. */
    row: string;
    rowInline: string;
    gap: string;
  };
  font: {
    /** Default `inherit`: the shop's own. */
    family: string;
    title: string;
    body: string;
    small: string;
    weight: string;
  };
  /** Pictures of cards: small in a row (wide and narrow places), large as a face. */
  art: { width: string; widthNarrow: string; radius: string; shadow: string; faceRadius: string; faceShadow: string };
  motion: { quick: string };
  /** The least height of a row, and of the Pay button. */
  density: { row: string; pay: string };
}

/** The default looks by day. */
export const lightTokens: Tokens = {
  color: {
    surface: '#ffffff',
    surfaceRaised: '#ffffff',
    text: '#12151c',
    textMuted: '#5a6372',
    border: '#e2e5ea',
    borderStrong: '#7d8696',
    accent: '#2450e0',
    onAccent: '#ffffff',
    accentSubtle: '#eef2ff',
    danger: '#b92a1c',
    dangerSubtle: '#fdeeec',
    success: '#0b7a4b',
    successSubtle: '#e8f5ee',
    warning: '#8a5200',
    warningSubtle: '#fff3df',
    focus: '#2450e0',
  },
  radius: { panel: '20px', group: '16px', control: '14px' },
  shadow: { panel: '0 1px 2px #1018280a, 0 12px 32px #10182812' },
  space: { panel: '20px', panelNarrow: '12px', row: '14px', rowInline: '16px', gap: '14px' },
  font: { family: 'inherit', title: '1.125rem', body: '1rem', small: '0.875rem', weight: '600' },
  art: {
    width: '68px',
    widthNarrow: '58px',
    radius: '6px',
    shadow: '0 1px 3px #10182826',
    faceRadius: '18px',
    faceShadow: '0 2px 6px #10182822, 0 18px 44px #1018283d',
  },
  motion: { quick: '150ms' },
  density: { row: '76px', pay: '56px' },
};

/** The default looks by night. */
export const darkTokens: Tokens = {
  ...lightTokens,
  color: {
    surface: '#14171d',
    surfaceRaised: '#1a1e26',
    text: '#f1f3f7',
    textMuted: '#a3acba',
    border: '#2a303b',
    borderStrong: '#78839a',
    accent: '#8aa6ff',
    onAccent: '#0b1020',
    accentSubtle: '#1b2440',
    danger: '#ff9186',
    dangerSubtle: '#3a1d1b',
    success: '#5fd6a0',
    successSubtle: '#12301f',
    warning: '#f2bd6b',
    warningSubtle: '#352710',
    focus: '#8aa6ff',
  },
  shadow: { panel: '0 1px 2px #0006, 0 12px 32px #0000004d' },
  art: {
    ...lightTokens.art,
    shadow: '0 1px 3px #0009',
    faceShadow: '0 2px 6px #0008, 0 18px 44px #000000a6',
  },
};
