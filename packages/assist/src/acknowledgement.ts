import type { Notification, NotificationReading } from './operations/read-notification.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

const xml = (body: string) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, {
    headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  });

/** The answer to a message that was taken: the gateway does not send it again (gateway notes, section 6). */
export function acknowledgeNotification({ operationNumber, packetDate }: Notification): Response {
  const order = `<order><billnumber>${escape(operationNumber)}</billnumber><packetdate>${escape(packetDate)}</packetdate></order>`;
  return xml(`<pushpaymentresult firstcode="0" secondcode="0">${order}</pushpaymentresult>`);
}

/** Codes of gateway notes, section 8: format wrong, MERCHANT_ID wrong, and an encryption error for what is signed. */
const codes = { unreadable: [4, 0], 'other-merchant': [5, 100], forged: [9, 0] } as const;

/** The answer to a message that is not taken. The gateway does not send it again either. */
export function refuseNotification({ why }: Extract<NotificationReading, { type: 'rejected' }>): Response {
  const [first, second] = codes[why];
  return xml(`<pushpaymentresult firstcode="${first}" secondcode="${second}"></pushpaymentresult>`);
}
