#!/usr/bin/env node
import { argv } from 'node:process';
import { run } from './command.ts';

process.exitCode = await run(argv.slice(2), {
  playwright: () => import('playwright-core'),
  say: (text) => console.log(text),
  complain: (text) => console.error(text),
});
