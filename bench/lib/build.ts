import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { fromSource, styledComponents } from '../../scripts/vite-shared.ts';

/** Where everything that is built for the bench lies. */
export const cache = fileURLToPath(new URL('../../node_modules/.cache/bench/', import.meta.url));

/** How a bundle is to come out. */
export interface BundleOptions {
  /** Left out of the bundle. */
  external?: string[];
  /** For Node: the libraries stay outside. */
  server?: boolean;
  /** The libraries in a file of their own, `libraries.js`. */
  split?: boolean;
  /** A source map that no file names: it adds no byte to what is measured. */
  sourcemap?: boolean;
}

/** Builds `entry` as a shop builds its own page, for production, into a folder of the cache. Returns what was written. */
export async function bundle(
  entry: string,
  folder: string,
  { external = [], server = false, split = false, sourcemap = false }: BundleOptions = {},
): Promise<Rolldown.OutputChunk[]> {
  const built = await build({
    ...fromSource,
    ...styledComponents,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: `${cache}${folder}`,
      emptyOutDir: true,
      ssr: server,
      minify: true,
      target: 'es2023',
      sourcemap: sourcemap && 'hidden',
      // Not a library: that would keep the white space.
      rolldownOptions: {
        input: entry,
        // What is exported stays; what later parts share with the first load stands in it, as in a shop's own page.
        preserveEntrySignatures: 'allow-extension',
        external,
        output: {
          entryFileNames: 'own.js',
          chunkFileNames: '[name].js',
          // Vite's helper for `import()` is not ours either: every page that splits its code has it.
          ...(split && { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules|preload-helper/ }] } }),
        },
        checks: { moduleLevelDirective: false },
      },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  return outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
}
