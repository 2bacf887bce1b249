import { describe, expect, it } from 'vitest';
import {
  airline,
  checkContrast,
  contrast,
  darkTokens,
  defineTheme,
  grocer,
  lightTokens,
  marketplace,
  themeFromDesignTokens,
  themeVariables,
} from '../index.ts';

describe('checkContrast', () => {
  it.each([
    ['light', lightTokens],
    ['dark', darkTokens],
    ...[contrast, marketplace, airline, grocer].map(({ name, tokens }) => [name, tokens] as const),
  ] as const)('finds nothing hard to read in %s', (_, tokens) => {
    expect(checkContrast(tokens)).toEqual([]);
  });

  it('names every pair that is hard to read, with what it is and has to be', () => {
    const { tokens } = defineTheme({ name: 'pale', color: { textMuted: '#aaaaaa' } });
    expect(checkContrast(tokens)).toEqual([
      { ink: 'textMuted', ground: 'surface', least: 4.5, ratio: 2.32 },
      { ink: 'textMuted', ground: 'surfaceRaised', least: 4.5, ratio: 2.32 },
      { ink: 'textMuted', ground: 'accentSubtle', least: 4.5, ratio: 2.07 },
    ]);
  });

  it.each([
    ['danger', 'accentSubtle', '#c8503c'],
    ['accent', 'dangerSubtle', '#fbc9c4'],
    ['borderStrong', 'accentSubtle', '#8f97a5'],
    ['focus', 'accentSubtle', '#8aa0e8'],
  ] as const)(
    'names %s on %s, which stand on each other under a chosen card and in a failure',
    (ink, ground, color) => {
      const { tokens } = defineTheme({ name: 'pale', color: { [ground === 'dangerSubtle' ? ground : ink]: color } });
      expect(checkContrast(tokens)).toContainEqual(expect.objectContaining({ ink, ground }));
    },
  );

  it('knows black on white to be 21, so that a ratio just under it fails a bar of 21', () => {
    const { tokens } = defineTheme({ name: 'same', color: { focus: '#ffffff' } });
    expect(checkContrast(tokens)).toContainEqual({ ink: 'focus', ground: 'surface', least: 3, ratio: 1 });
  });

  it('does not judge what it cannot read, and says so', () => {
    const { tokens } = defineTheme({ name: 'modern', color: { focus: 'oklch(0.6 0.2 260)' } });
    expect(checkContrast(tokens)).toEqual([
      { ink: 'focus', ground: 'accentSubtle', least: 3, ratio: null },
      { ink: 'focus', ground: 'surface', least: 3, ratio: null },
    ]);
  });
});

describe('defineTheme', () => {
  it('keeps what is left out', () => {
    const { tokens, scheme } = defineTheme({ name: 'mine', scheme: 'dark', color: { accent: '#00ff00' } });
    expect(tokens.color).toEqual({ ...darkTokens.color, accent: '#00ff00' });
    expect(scheme).toBe('dark');
  });

  it.each(['light', 'Mine', 'a b', '', 'x{}'])('takes no name that cannot be a class of its own: %s', (name) => {
    expect(() => defineTheme({ name })).toThrow('cannot be called');
  });

  it.each(['red; } body { display: none', 'url(https://evil.example/x)', '', '</style>', '/* */ red'])(
    'takes no value that is more than a value: %s',
    (accent) => {
      expect(() => defineTheme({ name: 'mine', color: { accent } })).toThrow('color.accent of theme "mine"');
    },
  );
});

describe('themeFromDesignTokens', () => {
  const file = {
    brand: { $type: 'color', green: { $value: { colorSpace: 'srgb', components: [0.122, 0.42, 0.227] } } },
    color: {
      $type: 'color',
      accent: { $value: '{brand.green}' },
      focus: { $value: '{color.accent}' },
      text: { $value: '#201810' },
    },
    radius: { $type: 'dimension', panel: { $value: { value: 4, unit: 'px' } }, control: { $value: '2px' } },
    motion: { quick: { $type: 'duration', $value: { value: 90, unit: 'ms' } } },
    shadow: {
      panel: {
        $type: 'shadow',
        $value: {
          offsetX: { value: 0, unit: 'px' },
          offsetY: { value: 2, unit: 'px' },
          blur: { value: 8, unit: 'px' },
          color: { colorSpace: 'srgb', components: [0, 0, 0], alpha: 0.2 },
        },
      },
    },
    type: { body: { $value: 'whatever' } },
  };

  it('reads colours, dimensions, durations and shadows, through aliases', () => {
    const { tokens } = themeFromDesignTokens(file, { name: 'brand' });
    expect(tokens.color).toMatchObject({ accent: '#1f6b3a', focus: '#1f6b3a', text: '#201810' });
    expect(tokens.radius).toEqual({ ...lightTokens.radius, panel: '4px', control: '2px' });
    expect(tokens.motion.quick).toBe('90ms');
    expect(tokens.shadow.panel).toBe('0px 2px 8px 0px #00000033');
  });

  it.each([
    ['an alias that leads nowhere', { color: { accent: { $value: '{no.where}' } } }, 'no token "no.where"'],
    [
      'aliases in a circle',
      { color: { accent: { $value: '{color.focus}' }, focus: { $value: '{color.accent}' } } },
      'color.accent → color.focus → color.accent',
    ],
    ['a value of no kind', { color: { accent: { $value: 7 } } }, '"color.accent" is not a colour'],
    ['something that is no file', [], 'is a JSON object'],
  ])('says what is wrong with %s', (_, broken, message) => {
    expect(() => themeFromDesignTokens(broken, { name: 'brand' })).toThrow(message);
  });
});

it('names a variable for every token', () => {
  const names = Object.keys(themeVariables(lightTokens));
  expect(names).toContain('--onfile-color-accentSubtle');
  expect(Object.keys(themeVariables(darkTokens))).toEqual(names);
});
