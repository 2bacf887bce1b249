import { type Envelope, envelope, escape, xmlHead } from './xml.ts';

/** How an answer is written: 1 CSV, 3 XML, 4 SOAP, 5 JSON. */
export type Format = 1 | 3 | 4 | 5;

/** The media type of a format. */
export const mediaTypes: Readonly<Record<Format, string>> = {
  1: 'text/plain; charset=utf-8',
  3: 'text/xml; charset=utf-8',
  4: 'text/xml; charset=utf-8',
  5: 'application/json',
};

/** A refusal in the gateway's own form. First code: kind; second: what it concerns (gateway notes, section 8). */
export class GatewayFault extends Error {
  readonly first: number;
  readonly second: number;

  constructor(detail: string, first: number, second: number) {
    super(detail);
    this.first = first;
    this.second = second;
  }

  /** In JSON `{"fault":{…}}` under a 4xx; in the older formats under 200 (gateway notes, section 18). */
  toResponse(format: Format = 5, style: Envelope = 'soapenv'): Response {
    const headers = { 'content-type': mediaTypes[format] };
    switch (format) {
      case 1:
        return new Response(`error;${this.first};${this.second};`, { headers });
      case 3:
        return new Response(
          `${xmlHead}<result firstcode="${this.first}" secondcode="${this.second}" count="0"></result>`,
          { headers },
        );
      case 4:
        return new Response(envelope(this.#soap(style), style), { headers });
      case 5:
        return Response.json(
          { fault: { detail: this.message, faultcode: this.first, faultstring: this.second } },
          { status: this.first === 7 ? 401 : 400 },
        );
    }
  }

  /** `recomendation` with one `m`, as public clients read it (gateway notes, section 3.5). */
  #soap(style: Envelope): string {
    return `<${style}:Fault><faultcode>${this.first}</faultcode><faultstring>${this.second}</faultstring><detail><message>${escape(this.message)}</message><recomendation></recomendation></detail></${style}:Fault>`;
  }
}

/** A required field is not there. */
export const missing = (name: string, second: number): GatewayFault =>
  new GatewayFault(`Mandatory parameter is missing. Parameter ${name}`, 3, second);
/** A field is there and has the wrong form. */
export const malformed = (name: string, second: number): GatewayFault =>
  new GatewayFault(`Wrong parameter format. Parameter ${name}`, 4, second);
/** A field has the right form and a value that cannot be. */
export const wrongValue = (name: string, second: number): GatewayFault =>
  new GatewayFault(`Wrong parameter value. Parameter ${name}`, 5, second);
/** What a field names does not exist. */
export const absent = (object: string, second: number): GatewayFault =>
  new GatewayFault(`Object is missing. Object ${object}`, 10, second);
/** What a field names was there and is no longer remembered: not "missing", which would say that nothing was paid. The sandbox's own. */
export const forgotten = (object: string): GatewayFault => new GatewayFault(`Internal error. Object ${object}`, 2, 1);
/** What is asked for cannot be done with it now. */
export const forbidden = (operation: string, second: number): GatewayFault =>
  new GatewayFault(`Forbidden operation. Operation ${operation}`, 15, second);
