import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import * as contract from '../src/index.ts';

type Json = { [key: string]: unknown };

/** Schemas that have a name of their own in the document; every other one stands where it is used. */
const named = {
  SavedCard: contract.SavedCard,
  CardList: contract.CardList,
  CardChange: contract.CardChange,
  Capabilities: contract.Capabilities,
  OpenIntent: contract.OpenIntent,
  ConfirmIntent: contract.ConfirmIntent,
  GoHosted: contract.GoHosted,
  HostedForm: contract.HostedForm,
  Intent: contract.Intent,
  OpenedIntent: contract.OpenedIntent,
  Problem: contract.Problem,
} satisfies Record<string, GenericSchema>;

function jsonSchema(schema: GenericSchema): Json {
  // Trimming is not a thing that JSON Schema can say; the length and the pattern are.
  const { $schema: _, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12', ignoreActions: ['trim', 'check'] });
  return rest;
}

function reference(schema: GenericSchema): Json {
  const name = Object.entries(named).find(([, candidate]) => candidate === schema)?.[0];
  return name ? { $ref: `#/components/schemas/${name}` } : jsonSchema(schema);
}

const json = (schema: GenericSchema) => ({ 'application/json': { schema: reference(schema) } });

const security = {
  session: [{ session: [] }],
  intent: [{ intentSecret: [] }],
  none: [],
} satisfies Record<contract.EndpointAuth, unknown>;

function parameters(endpoint: contract.Endpoint): Json[] {
  const path = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonSchema(contract.SealedId),
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'New for each attempt; kept until a definite answer.',
    schema: jsonSchema(contract.IdempotencyKey),
  };
  return endpoint.idempotent ? [...path, key] : path;
}

function operation(name: string, endpoint: contract.Endpoint & contract.EndpointBodies): Json {
  return {
    operationId: name,
    summary: endpoint.summary,
    security: security[endpoint.auth],
    parameters: parameters(endpoint),
    ...(endpoint.request && { requestBody: { required: true, content: json(endpoint.request) } }),
    responses: {
      [endpoint.status ?? 200]: {
        description: 'Done.',
        ...(endpoint.response && { content: json(endpoint.response) }),
      },
      default: {
        description: 'Not done. The code says why; the gateway’s words are never in it.',
        content: { [contract.problemMediaType]: { schema: reference(contract.Problem) } },
      },
    },
  };
}

/** The OpenAPI 3.1 document of the contract, written from the endpoint table and the schemas. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<contract.Endpoint>(contract.endpoints)) {
    const path = (paths[endpoint.path] ??= {});
    const bodies = Object.entries<contract.EndpointBodies>(contract.endpointBodies).find(
      ([known]) => known === name,
    )?.[1];
    if (bodies) path[endpoint.method.toLowerCase()] = operation(name, { ...endpoint, ...bodies });
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Onfile merchant proxy',
      version: '1.0.0',
      description: 'What a shop page and its merchant proxy say to each other about cards on file.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/onfile/v1' }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, jsonSchema(schema)])),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: 'The shop’s own session. The merchant says what it is; the proxy asks them who is signed in.',
        },
        intentSecret: { type: 'http', scheme: 'bearer', description: 'The secret of one intent, from POST /intents.' },
      },
    },
  };
}
