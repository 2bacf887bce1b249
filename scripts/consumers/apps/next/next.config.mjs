import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  // Else Next looks for a workspace in the folders above.
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
};
