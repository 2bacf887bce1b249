// Builds every package: Vite writes one JavaScript file per source module, `tsc` the declarations beside them.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { styledComponents } from './vite-shared.ts';

interface Manifest {
  exports: Record<string, string | { '@onfile/source'?: string }>;
}

for (const file of globSync('packages/*/package.json')) {
  const root = dirname(file);
  const { exports } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const entry: Record<string, string> = {};
  for (const target of Object.values(exports)) {
    const source = typeof target === 'object' && target['@onfile/source'];
    if (source) entry[relative('src', source).replace(/\.tsx?$/, '')] = resolve(root, source);
  }
  // oxlint-disable-next-line no-await-in-loop -- one package at a time keeps the output readable
  await build({
    ...styledComponents,
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: 'es2023',
      sourcemap: true,
      minify: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        external: (id) => !/^[.\0]/.test(id) && !isAbsolute(id),
        output: { preserveModules: true, preserveModulesRoot: resolve(root, 'src'), entryFileNames: '[name].js' },
      },
    },
  });
}

execFileSync('tsc', ['-b', '--force', ...globSync('packages/*/tsconfig.lib.json')], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
