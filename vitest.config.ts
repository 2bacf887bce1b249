// Editors, the Storybook test panel and a bare `vitest` look for this name; the projects live in vitest.workspace.ts.
export { default } from './vitest.workspace.ts';
