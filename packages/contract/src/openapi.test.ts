import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../scripts/openapi.ts';
import { endpoints, problemCodes } from './index.ts';

const written = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));

describe('openapi.json', () => {
  it('is what the endpoint table says (pnpm build:openapi writes it)', () => {
    expect(written).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('has every endpoint', () => {
    for (const [name, { method, path }] of Object.entries(endpoints))
      expect(written.paths[path][method.toLowerCase()].operationId).toBe(name);
  });

  it('refuses fields that the browser must not send', () => {
    expect(written.components.schemas.ConfirmIntent.additionalProperties).toBe(false);
    expect(written.components.schemas.OpenIntent.additionalProperties).toBe(false);
  });

  it('lists the closed set of problem codes', () => {
    expect(written.components.schemas.Problem.properties.code.enum).toEqual(problemCodes);
  });
});
