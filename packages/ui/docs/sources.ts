const files: Record<string, string> = import.meta.glob(
  ['../src/**/*.tsx', '!../src/**/*.stories.tsx', '!../src/**/*.test.tsx', '!../src/**/*.case.tsx'],
  { query: '?raw', import: 'default', eager: true },
);

/** The source of a component: everything in its folder. */
export function sourceOf(folder: string): string {
  return Object.entries(files)
    .filter(([path]) => path.startsWith(`../src/${folder}/`))
    .map(([, source]) => source)
    .join('\n');
}

const hooks: Record<string, string> = import.meta.glob('../../hooks/src/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The source of `@onfile/hooks`, whole. */
export const hooksSource: string = Object.values(hooks).join('\n');
