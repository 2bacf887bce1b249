// Builds every package: Vite writes one JavaScript file per source module, `tsc` the declarations beside them.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { browserPackages, writeInventory } from './supply/inventory.ts';
import { fromSource, styledComponents } from './vite-shared.ts';

interface Manifest {
  exports: Record<string, string | { '@onfile/source'?: string }>;
  devDependencies?: Record<string, string>;
  publishConfig?: { bin?: Record<string, string> };
}

function entries(root: string, { exports, publishConfig }: Manifest): Record<string, string> {
  const exported = Object.values(exports).flatMap((target) =>
    typeof target === 'object' && target['@onfile/source'] ? [target['@onfile/source']] : [],
  );
  const commands = Object.values(publishConfig?.bin ?? {}).map((file) =>
    file.replace('./dist/', './src/').replace(/\.js$/, '.ts'),
  );
  const sources = [...exported, ...commands];
  return Object.fromEntries(
    sources.map((source) => [relative('src', source).replace(/\.tsx?$/, ''), resolve(root, source)]),
  );
}

async function buildPackage(manifestFile: string): Promise<void> {
  const root = dirname(manifestFile);
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  // A package of ours that is no dependency of the published one becomes part of it: `testing` carries the whole chain, because
  // the server's packages refuse to be loaded in a browser.
  const inside = Object.keys(manifest.devDependencies ?? {}).filter((name) => name.startsWith('@onfile/'));
  rmSync(resolve(root, 'dist'), { recursive: true, force: true });
  const carries = inside.includes('@onfile/proxy');
  await build({
    ...styledComponents,
    ...(carries && fromSource),
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: 'es2023',
      sourcemap: true,
      minify: false,
      lib: { entry: entries(root, manifest), formats: ['es'] },
      rolldownOptions: {
        external: (id) => !/^[.\0]/.test(id) && !isAbsolute(id) && !(carries && inside.includes(id)),
        output: {
          entryFileNames: '[name].js',
          ...(carries ? {} : { preserveModules: true, preserveModulesRoot: resolve(root, 'src') }),
        },
      },
    },
  });
}

await Promise.all(globSync('packages/*/package.json').map(buildPackage));
execFileSync('tsc', ['-b', '--force', ...globSync('packages/*/tsconfig.lib.json')], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
for (const name of browserPackages) writeInventory(`packages/${name}`);
