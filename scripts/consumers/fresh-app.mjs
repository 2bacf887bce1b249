import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const apps = fileURLToPath(new URL('./apps', import.meta.url));

/** The manifest of an app: its own wishes, one React, and those of our packages that it names, as archives. */
function manifest(app, react, archives) {
  const { onfile, dependencies, devDependencies, ...rest } = JSON.parse(
    readFileSync(join(apps, app, 'package.json'), 'utf8'),
  );
  const ours = onfile.map((name) => [`@onfile/${name}`, archives.get(name)]);
  // A package of ours that another one of ours asks for is the archive too, and not what a registry may have under that name.
  const overrides = Object.fromEntries([...archives].map(([name, archive]) => [`@onfile/${name}`, archive]));
  return JSON.stringify({
    ...rest,
    dependencies: { ...dependencies, ...Object.fromEntries(ours), react: `^${react}`, 'react-dom': `^${react}` },
    devDependencies: { ...devDependencies, '@types/react': `^${react}`, '@types/react-dom': `^${react}` },
    overrides,
  });
}

/**
 * Makes an app in a temporary folder outside the workspace, installs it by npm, and gives it to `work`; the folder is gone
 * afterwards.
 */
export async function withFreshApp({ app, react, archives, files = {} }, work) {
  const root = mkdtempSync(join(tmpdir(), `onfile-${app}-`));
  try {
    cpSync(join(apps, app), root, { recursive: true });
    writeFileSync(join(root, 'package.json'), manifest(app, react, archives));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], root);
    await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
