import { defaultClientConditions, defaultServerConditions, type UserConfig } from 'vite';

/** Workspace packages are read from their TypeScript source, so no build step is needed. */
export const fromSource = {
  resolve: { conditions: ['@onfile/source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['@onfile/source', ...defaultServerConditions] } },
} satisfies UserConfig;

/** Vite's own styled-components transform: steady class names, the same on the server and in the browser, and smaller CSS. */
export const styledComponents = {
  oxc: { plugins: { styledComponents: { namespace: 'onfile', pure: true } } },
} satisfies UserConfig;
