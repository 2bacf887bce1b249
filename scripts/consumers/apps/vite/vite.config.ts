import { defineConfig } from 'vite';

export default defineConfig(({ isSsrBuild }) => ({
  build: isSsrBuild
    ? { outDir: 'dist/server' }
    : {
        outDir: 'dist/client',
        rolldownOptions: {
          input: ['in-browser.html', 'hydrate.tsx'],
          output: { entryFileNames: '[name].js' },
        },
      },
}));
