import { defineTheme } from './define-theme.ts';

/** Black on white and nothing soft: for those who asked their system for more contrast. */
export const contrast = defineTheme({
  name: 'contrast',
  color: {
    text: '#000000',
    textMuted: '#2b2f36',
    border: '#4a4f58',
    borderStrong: '#000000',
    accent: '#0b2ea8',
    accentSubtle: '#e6ecff',
    danger: '#8c0f05',
    success: '#05532f',
    warning: '#5e3600',
    focus: '#000000',
  },
  shadow: { panel: 'none' },
  art: { shadow: 'none', faceShadow: '0 0 0 2px #000000' },
});

/** A rounded marketplace. */
export const marketplace = defineTheme({
  name: 'marketplace',
  color: {
    accent: '#6b1fd1',
    accentSubtle: '#f4edff',
    surface: '#ffffff',
    border: '#eae2f5',
    borderStrong: '#83789a',
    text: '#1b1226',
    textMuted: '#655a75',
    focus: '#6b1fd1',
  },
  radius: { panel: '28px', group: '24px', control: '999px' },
  art: { radius: '10px', faceRadius: '26px' },
  space: { panel: '24px', gap: '16px' },
});

/** A sharp airline, by night. */
export const airline = defineTheme({
  name: 'airline',
  scheme: 'dark',
  color: {
    surface: '#071a33',
    surfaceRaised: '#0c2444',
    text: '#f3f7fc',
    textMuted: '#a9bcd4',
    border: '#1d3658',
    borderStrong: '#7d94b3',
    accent: '#ffc845',
    onAccent: '#1a1200',
    accentSubtle: '#16304f',
    focus: '#ffc845',
  },
  radius: { panel: '0px', group: '0px', control: '0px' },
  art: { radius: '2px', faceRadius: '4px' },
  density: { row: '68px' },
  space: { row: '10px' },
});

/** A warm grocer. */
export const grocer = defineTheme({
  name: 'grocer',
  color: {
    surface: '#fffaf1',
    surfaceRaised: '#fffdf8',
    text: '#2b2013',
    textMuted: '#6b5a44',
    border: '#efe2cd',
    borderStrong: '#8f7b60',
    accent: '#1f6b3a',
    accentSubtle: '#eaf3e4',
    focus: '#1f6b3a',
  },
  radius: { panel: '16px', group: '12px', control: '10px' },
});
