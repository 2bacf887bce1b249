import * as v from 'valibot';
import { type ProblemCode, problemCodes } from '../problem.ts';
import { problemMediaType, problemStatus } from '../problem-answer.ts';
import type { Answer } from './subject.ts';

/** A problem and nothing beside it: a field more is where a stack, a host or the gateway's words would stand. */
const ClosedProblem = v.strictObject({
  type: v.optional(v.pipe(v.string(), v.maxLength(200))),
  title: v.pipe(v.string(), v.maxLength(200)),
  status: v.number(),
  code: v.picklist(problemCodes),
});

/** What is behind a proxy, as it shows where it leaks: markup, addresses, files, stacks, names of errors. */
const behind =
  /<[a-z!/]|https?:\/\/|\/(?:srv|var|home|usr|app)\/|\bat \S+ \(|:\d+:\d+|Exception|Traceback|\bE[A-Z]{5,}\b/;

/** What an answer lacks to be this problem; `undefined` where it is. */
export function notProblem({ status, headers, json, text }: Answer, ...codes: ProblemCode[]): string | undefined {
  const wanted = codes.join(' or ');
  if (status < 400) return `answered ${status} where ${wanted} was due`;
  const type = headers.get('content-type') ?? 'no type';
  if (!type.startsWith(problemMediaType)) return `answered ${status} as ${type} and not as ${problemMediaType}`;
  const parsed = v.safeParse(ClosedProblem, json);
  if (!parsed.success) return `answered ${status} with a body that is no closed problem`;
  const { code } = parsed.output;
  if (parsed.output.status !== status || problemStatus[code] !== status)
    return `answered ${status} with the code ${code}`;
  if (codes.length && !codes.includes(code)) return `answered ${code} where ${wanted} was due`;
  if (behind.test(text)) return 'answered with words of what is behind the proxy';
  return undefined;
}

/** What an answer lacks to be this good one. */
export function notGood({ status, headers, json }: Answer, schema: v.GenericSchema): string | undefined {
  if (status !== 200) return `answered ${status} where 200 was due`;
  const type = headers.get('content-type') ?? 'no type';
  if (!/^application\/json\s*(;|$)/i.test(type)) return `answered as ${type}`;
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return undefined;
  const where = v.getDotPath(parsed.issues[0]);
  return `answered a body that is not the contract’s${where ? ` (${where})` : ''}`;
}

/** Whether two answers are the same to whoever tries names. */
export function differ(one: Answer, other: Answer): string | undefined {
  if (one.status !== other.status) return `answered ${one.status} and ${other.status}`;
  return one.text === other.text ? undefined : 'answered with two bodies';
}
