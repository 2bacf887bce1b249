// Writes src/generated.ts. A test fails when the committed file is not what this writes.
import { writeFileSync } from 'node:fs';
import { generate } from './generate.ts';

writeFileSync(new URL('../src/generated.ts', import.meta.url), generate());
