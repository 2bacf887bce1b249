import { createTheme } from '@onfile/core';
import { OnfileProvider } from '@onfile/react';
import { withThemeFromJSXProvider } from '@storybook/addon-themes';
import type { Preview } from '@storybook/react-vite';

const themes = {
  light: createTheme({ name: 'light', accent: '#1d4ed8' }),
  dark: createTheme({ name: 'dark', accent: '#2563eb', dark: true }),
};

const preview: Preview = {
  tags: ['autodocs'],
  parameters: { a11y: { test: 'error' } },
  decorators: [withThemeFromJSXProvider({ themes, defaultTheme: 'light', Provider: OnfileProvider })],
};

export default preview;
