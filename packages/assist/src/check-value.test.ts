import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCheckValueOf, isSameText } from './check-value.ts';
import { replyCheckValue, requestCheckValue, requestText } from './index.ts';

const salt = 's3cr3t-salt';
const request = ['452739', 'ORD-1001', '15.00', 'BYN'];

describe('check values', () => {
  it.each([
    [request, '41EEBD9109A3E437BB40D933E2765FA0'],
    [[...request, 'cust-42'], '350A53C10B2B26A6F720F3D0B7E4F18E'],
  ])('of the request %j is the worked one of section 7.2', (parts, value) => {
    expect(requestCheckValue(salt, parts)).toBe(value);
  });

  it.each([
    ['Approved', '957B865BE33D7BA6C6D79D64BF2B3BCE'],
    ['In Process', 'CE9A6AE58F284099063587E9762A0102'],
    ['Delayed', 'A4353A36FABA5237BEBB5382AB648948'],
  ])('of a reply that says %s is the worked one of section 7.2', (state, value) => {
    expect(replyCheckValue(salt, [...request, state])).toBe(value);
  });

  it.each([
    ['452739;ORD-1001;15.00;BYN', 'f53aeaac19577c835f900d9b321a4c83'],
    ['452739;ORD-1001;15.00;BYN;cust-42', 'e34f939ade825aa19fa183f0eaf39e92'],
  ])('is over %s, whose MD5 is printed', (text, md5) => {
    expect(requestText(text.split(';'))).toBe(text);
    expect(createHash('md5').update(text).digest('hex')).toBe(md5);
  });

  it('leaves out what is not sent, is empty or zero, and keeps an order that is called 0', () => {
    expect(requestText([...request, undefined, '0', '1'])).toBe('452739;ORD-1001;15.00;BYN;1');
    expect(requestText(['452739', '0', '15.00', 'BYN', ''])).toBe('452739;0;15.00;BYN');
  });

  it('is told from every other, in any case of letters', () => {
    const value = replyCheckValue(salt, [...request, 'Approved']);
    const over = (...texts: string[][]) => isCheckValueOf(salt, texts, value);
    expect(over([...request, 'Approved'])).toBe(true);
    expect(isCheckValueOf(salt, [[...request, 'Approved']], value.toLowerCase())).toBe(true);
    expect(over(['x'], [...request, 'Approved'])).toBe(true);
    expect(over([...request, 'Declined'])).toBe(false);
    expect(over()).toBe(false);
    expect(isCheckValueOf(salt, [[...request, 'Approved']], '')).toBe(false);
    expect(isCheckValueOf(salt, [[...request, 'Approved']], value.slice(0, 31))).toBe(false);
    expect(isCheckValueOf('another', [[...request, 'Approved']], value)).toBe(false);
  });

  it('is compared as a whole: the same answer as "===", whatever the two texts', () => {
    const near = fc
      .string({ maxLength: 6 })
      .chain((one) => fc.tuple(fc.constant(one), fc.constantFrom(one, `${one}x`, one.slice(1), '')));
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(fc.string(), fc.string())), ([one, other]) => {
        expect(isSameText(one, other)).toBe(one === other);
      }),
      { numRuns: 2000 },
    );
  });
});
