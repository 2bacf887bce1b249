import type { Deps } from './deps.ts';
import { tooMany } from './limits.ts';
import { checkCredentials, credentialLimits } from './merchant.ts';
import { misbehaveAfter, misbehaveBefore } from './misbehave.ts';
import type { FaultRule, Service } from './rules.ts';
import type { Bill } from './state.ts';
import { sumOf } from './money.ts';
import { type Format, GatewayFault, wrongValue } from './wire/fault.ts';
import type { GatewayRequest } from './wire/gateway-request.ts';
import { type BodyShape, type Fields, readBody, shapeOf } from './wire/read-request.ts';
import { type Reply, writeReply } from './wire/reply.ts';
import { asResponse, type Written } from './wire/written.ts';
import type { Envelope } from './wire/xml.ts';

/** A request to a web service, read and let in. */
export interface Call {
  request: GatewayRequest;
  fields: Fields;
  shape: BodyShape;
  deps: Deps;
  /** The misbehaviour in force, because some are about the work itself. */
  rule: FaultRule | undefined;
}

/** A web service of the gateway (gateway notes, section 0). */
export interface WebService {
  name: Service;
  paths: readonly string[];
  /** The formats that it answers in; the first where neither the request nor its `Format` says. */
  formats: readonly [Format, ...Format[]];
  /** Whose limits of a login hold, or `none` where the service knows its caller otherwise. Default `others`. */
  credentials?: 'cards' | 'others' | 'none';
  /** How its SOAP is written. Default `soapenv`. */
  envelope?: Envelope;
  /** Checks everything and does it, with nothing awaited in between: two requests for one order never pass the checks together. */
  perform: (call: Call) => Reply | Promise<Reply>;
}

/**
 * The format of an answer: SOAP for SOAP, JSON for JSON, else as asked. Documented for cancels (section 10) and taken for all.
 *
 * @throws GatewayFault 5/103 for a format that the service does not speak.
 */
function formatOf({ formats }: WebService, fields: Fields, shape: BodyShape): Format {
  const asked = fields.get('format');
  const known = formats.find((format) => String(format) === asked);
  if (asked && !known) throw wrongValue('FORMAT', 103);
  const own = shape === 'soap' ? 4 : shape === 'json' ? 5 : undefined;
  return formats.find((format) => format === own) ?? known ?? formats[0];
}

/** What is answered in when a request cannot be read: as it is written, where the service speaks that. */
function fallbackFormat({ formats }: WebService, shape: BodyShape): Format {
  const own = shape === 'soap' ? 4 : shape === 'json' ? 5 : formats[0];
  return formats.find((format) => format === own) ?? formats[0];
}

/** Whom and what a request is about, for rules that hold for one customer or one order: it names them, or a bill of theirs. */
function aboutOf(fields: Fields, { state }: Deps) {
  const [, inToken] = /"customernumber"\s*:\s*"([^"]*)"/i.exec(fields.get('paymenttoken') ?? '') ?? [];
  const bill = state.bills.get(fields.get('billnumber')?.split('.')[0] ?? '');
  return {
    customer: fields.get('customernumber') ?? inToken ?? bill?.customer,
    order: fields.get('ordernumber') ?? bill?.order,
  };
}

async function answer(
  service: WebService,
  request: GatewayRequest,
  { fields, shape, format }: { fields: Fields; shape: BodyShape; format: Format },
  deps: Deps,
): Promise<Response | Written> {
  const style = service.envelope ?? 'soapenv';
  const rule = deps.rules.take(service.name, aboutOf(fields, deps));
  const instead = rule && (await misbehaveBefore(rule, request, format, style));
  if (instead) return instead;
  const turn = deps.limits.take(service.name);
  if (turn === 'too-many') return tooMany();
  if (turn.wait) await new Promise<void>((done) => deps.later(done, turn.wait));
  const credentials = service.credentials ?? 'others';
  if (credentials !== 'none') checkCredentials(fields, credentialLimits[credentials]);
  const work = async () => writeReply(await service.perform({ request, fields, shape, deps, rule }), format, style);
  return rule ? misbehaveAfter(rule, request, async () => asResponse(await work()), deps.later) : work();
}

/** Answers a request to a web service. A refusal goes out in the format that was asked for. */
export async function serve(service: WebService, request: GatewayRequest, deps: Deps): Promise<Response | Written> {
  const text = await request.text();
  let format = fallbackFormat(service, shapeOf(text));
  try {
    const asked = readBody(text);
    format = formatOf(service, asked.fields, asked.shape);
    return await answer(service, request, { ...asked, format }, deps);
  } catch (error) {
    if (error instanceof GatewayFault) return error.toResponse(format, service.envelope);
    throw error;
  }
}

/** A bill as it is shown while a service says wrong things; what is kept stays right. */
export function shown(bill: Bill, rule: FaultRule | undefined): Bill {
  if (rule?.kind === 'unknown-state') return { ...bill, state: 'Being considered' as Bill['state'] };
  if (rule?.kind !== 'wrong-amount') return bill;
  const operations = bill.operations.map((one) => ({ ...one, amount: sumOf([one.amount, '1.00']) }));
  return { ...bill, amount: sumOf([bill.amount, '1.00']), operations };
}
