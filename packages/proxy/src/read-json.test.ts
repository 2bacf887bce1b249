import { OpenIntent } from '@onfile/contract';
import { describe, expect, it } from 'vitest';
import { bodyLimits, readJson } from './read-json.ts';

const request = (body: BodyInit, type: string | null = 'application/json') =>
  new Request('https://shop.test/', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: type === null ? {} : { 'content-type': type },
  } as RequestInit);
const refused = async (asked: Request, limit?: number) =>
  expect(readJson(asked, OpenIntent, limit)).rejects.toMatchObject({ code: 'bad_request' });

describe('a body', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('is read as %s', async (type) =>
    expect(await readJson(request('{"order":"1"}', type), OpenIntent)).toEqual({ order: '1' }),
  );

  it.each([
    ...['text/plain', 'application/jsonp', 'application/json; charset=utf-16', 'text/plain; application/json'],
    ...['application/json, text/plain', 'application/problem+json', 'application/x-www-form-urlencoded', '', null],
  ])('is not read as %s', async (type) => refused(request('{"order":"1"}', type)));

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('may not name %s, at any depth', async (name) => {
    await refused(request(`{"order":"1","${name}":1}`));
    await refused(request(`{"order":{"${name}":{}}}`));
    await refused(request(`{"order":"1","\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}":1}`));
  });

  it('is weighed as it comes in, whatever it claims, and no further', async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        given++;
        controller.enqueue(new TextEncoder().encode(' '.repeat(512)));
      },
    });
    await refused(request(endless), bodyLimits.confirm);
    expect(given).toBeLessThan(6);
    const exact = `{"order":"1"}${' '.repeat(bodyLimits.confirm - 13)}`;
    expect(await readJson(request(exact), OpenIntent, bodyLimits.confirm)).toEqual({ order: '1' });
    await refused(request(`${exact} `), bodyLimits.confirm);
  });

  it('that is too long is refused at once, also where somebody holds a clone of the request', async () => {
    const asked = request(' '.repeat(20_000));
    const clone = asked.clone();
    await refused(asked);
    expect(clone.bodyUsed).toBe(false);
  });

  it('is no tower, and brackets in a text are no storeys', async () => {
    await refused(request(`${'['.repeat(9)}${']'.repeat(9)}`));
    await refused(request('['.repeat(8000)));
    expect(await readJson(request('{"order":"[[[[[[[[[[{{\\"[["}'), OpenIntent)).toEqual({ order: '[[[[[[[[[[{{"[[' });
  });

  it('is UTF-8', async () => refused(request(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))));
});
