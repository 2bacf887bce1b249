import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fromSource, styledComponents } from '../../scripts/vite-shared.ts';

export default defineConfig({
  ...fromSource,
  ...styledComponents,
  plugins: [react()],
  build: { chunkSizeWarningLimit: 800 },
});
