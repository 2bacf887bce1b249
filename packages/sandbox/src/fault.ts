/** A refusal in the gateway's own form. First code: kind; second: what it concerns (gateway notes, section 8). */
export class GatewayFault extends Error {
  readonly first: number;
  readonly second: number;

  constructor(detail: string, first: number, second: number) {
    super(detail);
    this.first = first;
    this.second = second;
  }

  /** `{"fault":{…}}` under a 4xx, as format 5 answers (gateway notes, section 18). */
  toResponse(): Response {
    const body = { fault: { detail: this.message, faultcode: this.first, faultstring: this.second } };
    return Response.json(body, { status: this.first === 7 ? 401 : 400 });
  }
}

/** A required field is not there. */
export const missing = (name: string, second: number) =>
  new GatewayFault(`Mandatory parameter is missing. Parameter ${name}`, 3, second);
/** A field is there and has the wrong form. */
export const malformed = (name: string, second: number) =>
  new GatewayFault(`Wrong parameter format. Parameter ${name}`, 4, second);
/** A field has the right form and a value that cannot be. */
export const wrongValue = (name: string, second: number) =>
  new GatewayFault(`Wrong parameter value. Parameter ${name}`, 5, second);
/** What a field names does not exist. */
export const absent = (object: string, second: number) =>
  new GatewayFault(`Object is missing. Object ${object}`, 10, second);
