import { OpenIntent } from '@onfile/contract';
import { describe, expect, it } from 'vitest';
import { Refusal } from './problem.ts';
import { bodyLimits, readJson } from './read-json.ts';

const request = (body: BodyInit, type: string | null = 'application/json') =>
  new Request('https://shop.test/', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: type === null ? {} : { 'content-type': type },
  } as RequestInit);
/** What is heard of a body that is not read. */
const heard = async (asked: Request, limit?: number) =>
  readJson(asked, OpenIntent, limit).then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refusal ? error.code : 'another error'),
  );

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
    'text/plain',
    'application/jsonp',
    'application/json; charset=utf-16',
    'text/plain; application/json',
    'application/json, text/plain',
    'application/problem+json',
    'application/x-www-form-urlencoded',
    '',
    null,
  ])('is not read as %s', async (type) => expect(await heard(request('{"order":"1"}', type))).toBe('bad_request'));

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('may not name %s, at any depth', async (name) => {
    expect(await heard(request(`{"order":"1","${name}":1}`))).toBe('bad_request');
    expect(await heard(request(`{"order":{"${name}":{}}}`))).toBe('bad_request');
    expect(
      await heard(request(`{"order":"1","\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}":1}`)),
    ).toBe('bad_request');
  });

  it('is weighed as it comes in, whatever it claims, and no further', async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        given++;
        controller.enqueue(new TextEncoder().encode(' '.repeat(512)));
      },
    });
    expect(await heard(request(endless), bodyLimits.confirm)).toBe('bad_request');
    expect(given).toBeLessThan(6);
    const exact = `{"order":"1"}${' '.repeat(bodyLimits.confirm - 13)}`;
    expect(await readJson(request(exact), OpenIntent, bodyLimits.confirm)).toEqual({ order: '1' });
    expect(await heard(request(`${exact} `), bodyLimits.confirm)).toBe('bad_request');
  });

  it('that is too long is refused at once, also where somebody holds a clone of the request', async () => {
    const asked = request(' '.repeat(20_000));
    const clone = asked.clone();
    expect(await heard(asked)).toBe('bad_request');
    expect(clone.bodyUsed).toBe(false);
  });

  it('is no tower, and brackets in a text are no storeys', async () => {
    expect(await heard(request(`${'['.repeat(9)}${']'.repeat(9)}`))).toBe('bad_request');
    expect(await heard(request('['.repeat(8000)))).toBe('bad_request');
    expect(await readJson(request('{"order":"[[[[[[[[[[{{\\"[["}'), OpenIntent)).toEqual({ order: '[[[[[[[[[[{{"[[' });
  });

  it('is UTF-8', async () =>
    expect(await heard(request(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])))).toBe('bad_request'));
});
