import { describe, expect, it } from 'vitest';
import { notificationForm, notificationSoap, token } from '../documented.case.ts';
import { gatewaySaying } from '../gateway.case.ts';
import {
  acknowledgeNotification,
  type AssistOptions,
  type NotificationReading,
  refuseNotification,
  replyCheckValue,
} from '../index.ts';

const message = (body: string, type = 'application/x-www-form-urlencoded') =>
  new Request('https://shop.example.test/assist/notify', { method: 'POST', headers: { 'content-type': type }, body });
const read = (body: string, options: Partial<AssistOptions> = {}, type?: string) =>
  gatewaySaying('', options).assist.readNotification(message(body, type));

/** The documented form with some of its fields changed; `undefined` takes one away. */
function changed(change: Readonly<Record<string, string | undefined>>): string {
  const form = new URLSearchParams(notificationForm);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) form.delete(name);
    else form.set(name, value);
  }
  return form.toString();
}
const valueOver = (amount: string, currency = 'BYN', state = 'Approved') =>
  replyCheckValue('s3cr3t-salt', ['452739', 'ORD-1001', amount, currency, state]);

describe('read-notification', () => {
  it('reads the documented form', async () => {
    expect(await read(notificationForm)).toEqual({
      type: 'verified',
      notification: {
        id: '5161957242913224.1/100',
        order: 'ORD-1001',
        billNumber: '5161957242913224',
        operationNumber: '5161957242913224.1',
        operationType: 'payment',
        amount: '15.00',
        currency: 'BYN',
        state: 'Approved',
        responseCode: 'AS000',
        outcome: { type: 'paid' },
        isTest: true,
        savedToken: token,
        mean: { brand: 'visa', last4: '0028' },
        packetDate: '04.03.2026 10:21:36',
      },
    });
  });

  it.each([
    ['SOAP', notificationSoap, 'text/xml; charset=utf-8'],
    ['SOAP that is labelled as a form', notificationSoap, 'application/x-www-form-urlencoded'],
    ['SOAP behind white space', `\n  ${notificationSoap}`, 'application/soap+xml'],
    [
      'SOAP that says the type of each value',
      notificationSoap.replaceAll(/<(\w+)>(?=[^<\s])/g, '<$1 xsi:type="xsd:string">'),
      'text/xml',
    ],
    [
      'a form in capitals',
      notificationForm.replaceAll(/(^|&)([a-z_0-9]+)=/g, (_, and, name) => `${and}${name.toUpperCase()}=`),
      undefined,
    ],
    ['a form with empty pairs', notificationForm.replaceAll('&', '&&'), undefined],
    ['a form that is labelled as JSON', notificationForm, 'application/json'],
  ])('reads %s', async (_, body, type) => {
    expect(await read(body, {}, type)).toMatchObject({
      type: 'verified',
      notification: {
        id: '5161957242913224.1/100',
        order: 'ORD-1001',
        operationNumber: '5161957242913224.1',
        outcome: { type: 'paid' },
        isTest: true,
        savedToken: token,
      },
    });
  });

  it('vouches for the sum that the check value is over: the operation’s, or else the order’s', async () => {
    const converted = { amount: '4.60', currency: 'USD' };
    expect(await read(changed({ ...converted, checkvalue: valueOver('4.60', 'USD') }))).toMatchObject({
      type: 'verified',
      notification: converted,
    });
    expect(await read(changed(converted))).toMatchObject({
      type: 'verified',
      notification: { amount: '15.00', currency: 'BYN' },
    });
  });

  it.each([
    ['order', { ordernumber: 'ORD-1002' }],
    ['sum', { amount: '1.00', orderamount: '1.00' }],
    ['currency', { currency: 'USD', ordercurrency: 'USD' }],
    ['state', { orderstate: 'Declined' }],
    ['check value', { checkvalue: valueOver('15.00').replace(/.$/, '0') }],
    ['lack of a check value', { checkvalue: '' }],
    ['lack of the field', { checkvalue: undefined }],
    ['signature that nobody can verify', { checkvalue: '', signature: 'AAAA' }],
  ])('rejects a message with a changed %s', async (_, change) => {
    expect(await read(changed(change))).toEqual({ type: 'rejected', why: 'forged' });
  });

  it('rejects the message of another merchant, whose secret may be known to anybody', async () => {
    const checkvalue = replyCheckValue('s3cr3t-salt', ['999999', 'ORD-1001', '15.00', 'BYN', 'Approved']);
    expect(await read(changed({ merchant_id: '999999', checkvalue }))).toEqual({
      type: 'rejected',
      why: 'other-merchant',
    });
  });

  it.each([
    ['nothing', ''],
    ['JSON', '{"ordernumber":"ORD-1001"}'],
    ['half of the SOAP', notificationSoap.slice(0, -30)],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "x">]><x>&a;</x>`],
    ['an entity that nobody declared', notificationSoap.replace('Approved', '&approved;')],
    ['two states at once', `${notificationForm}&orderstate=Declined`],
    ['two states in SOAP', notificationSoap.replace('</order>', '<orderstate>Declined</orderstate></order>')],
    ['two orders in capitals and not', `${notificationForm}&ORDERNUMBER=ORD-1`],
    ['two bills', notificationSoap.replace('5161957242913224.1', '5161957242913225.1')],
    ['no bill', changed({ billnumber: undefined })],
    ['a bill that is no number', changed({ billnumber: 'x' })],
    ['no order', changed({ ordernumber: '' })],
    ['no state', changed({ orderstate: undefined })],
    ['a date that is markup', changed({ packetdate: '</packetdate>' })],
    ['a code that is a sentence', changed({ responsecode: 'all is well' })],
    ['a currency that is none', changed({ currency: 'roubles' })],
    ['a sum that is none', changed({ amount: 'x', orderamount: 'x', checkvalue: valueOver('x') })],
    ['more than 64 KiB', changed({ ordercomment: 'x'.repeat(64 * 1024) })],
    ['a document type that nothing refers to', `<!DOCTYPE x>${notificationSoap.slice(notificationSoap.indexOf('\n'))}`],
  ])('cannot read %s, and does not throw', async (_, body) => {
    expect(await read(body)).toEqual({ type: 'rejected', why: 'unreadable' });
  });

  it('says where it had nothing to verify by', async () => {
    expect(await read(changed({ checkvalue: '' }), { checkSecret: '' })).toMatchObject({
      type: 'unverified',
      notification: { order: 'ORD-1001', amount: '15.00' },
    });
  });

  it('takes the gateway’s signature, where the merchant was given a way to verify it', async () => {
    const asked: string[] = [];
    const verifySignature = (text: string, signature: string) => {
      asked.push(text);
      return signature === 'right';
    };
    const signed = (signature: string) => changed({ checkvalue: '', signature });
    expect(await read(signed('right'), { checkSecret: '', verifySignature })).toMatchObject({ type: 'verified' });
    expect(asked[0]).toBe('452739ORD-100115.00BYNApproved');
    expect(await read(signed('wrong'), { checkSecret: '', verifySignature })).toEqual({
      type: 'rejected',
      why: 'forged',
    });
    expect(await read(signed(''), { checkSecret: '', verifySignature })).toEqual({ type: 'rejected', why: 'forged' });
  });

  it('gives no token that is none', async () => {
    const reading = await read(changed({ token: '<script>' }));
    expect(reading).toMatchObject({ type: 'verified' });
    expect(reading).not.toHaveProperty('notification.savedToken');
  });
});

const taken = async (body: string) => {
  const reading = await read(body);
  if (reading.type === 'rejected') throw new Error('expected a notification');
  return reading.notification;
};

describe('the answer to a notification', () => {
  it('is the documented acknowledgement', async () => {
    const answer = acknowledgeNotification(await taken(notificationForm));
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect((await answer.text()).replaceAll(/\n\s*/g, '')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><pushpaymentresult firstcode="0" secondcode="0"><order><billnumber>5161957242913224.1</billnumber><packetdate>04.03.2026 10:21:36</packetdate></order></pushpaymentresult>',
    );
  });

  it('repeats what was sent as text and never as XML', async () => {
    const notification = { ...(await taken(notificationForm)), packetDate: '</packetdate><x a="&">' };
    expect(await acknowledgeNotification(notification).text()).toContain(
      '<packetdate>&lt;/packetdate&gt;&lt;x a=&quot;&amp;&quot;&gt;</packetdate>',
    );
  });

  it.each<[Extract<NotificationReading, { type: 'rejected' }>['why'], string]>([
    ['unreadable', 'firstcode="4" secondcode="0"'],
    ['other-merchant', 'firstcode="5" secondcode="100"'],
    ['forged', 'firstcode="9" secondcode="0"'],
  ])('refuses what is %s with codes of its own', async (why, codes) => {
    expect(await refuseNotification({ type: 'rejected', why }).text()).toContain(`<pushpaymentresult ${codes}>`);
  });
});
