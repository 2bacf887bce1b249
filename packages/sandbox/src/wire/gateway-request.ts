/**
 * What is read of a request. A `Request` is one; on a port it is less, because making a whole `Request` costs more than answering
 * it.
 */
export type GatewayRequest = Pick<Request, 'method' | 'url' | 'headers' | 'signal' | 'text' | 'json'>;
