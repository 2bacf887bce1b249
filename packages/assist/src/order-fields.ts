import { Amount, Currency, OrderNumber } from '@onfile/contract';
import * as v from 'valibot';
import { AssistInvalid } from './errors.ts';
import { holdField, type Parameter, shape, text, writeFields } from './fields.ts';
import { hundredths } from './money.ts';

/** The languages that the gateway's pages and answers come in (gateway notes, section 15). */
export type Language = 'RU' | 'EN';

/** The person who pays, as far as the shop tells. Lengths: gateway notes, sections 3.2 and 15. */
export interface Payer {
  firstname?: string;
  lastname?: string;
  middlename?: string;
  email?: string;
  address?: string;
  homePhone?: string;
  workPhone?: string;
  /** The mobile phone. */
  phone?: string;
  fax?: string;
  /** Three characters. */
  country?: string;
  /** Three characters. */
  state?: string;
  city?: string;
  zip?: string;
}

const payerParameters = {
  lastname: text('Lastname', 70),
  firstname: text('Firstname', 70),
  middlename: text('Middlename', 70),
  email: text('Email', 128),
  address: text('Address', 256),
  homePhone: text('HomePhone', 64),
  workPhone: text('WorkPhone', 20),
  phone: text('MobilePhone', 20),
  fax: text('Fax', 20),
  country: text('Country', 3),
  state: text('State', 3),
  city: text('City', 70),
  zip: text('Zip', 25),
};

/** The payer under the gateway's names, without what is not known. @throws AssistInvalid naming, for example, `payer.email` */
export const payerFields = (payer: Payer = {}): Record<string, string> => writeFields(payerParameters, payer, 'payer.');

/** An order's number and money. */
export interface OrderMoney {
  order: string;
  /** Decimal text with two places. */
  amount: string;
  /** Three letters of ISO 4217. */
  currency: string;
}

const fits = (schema: v.GenericSchema) => (value: string) => v.is(schema, value);
const orderNumber: Parameter = { name: 'OrderNumber', holds: fits(OrderNumber), rule: '1 to 128 printable characters' };
const currency: Parameter = { name: 'OrderCurrency', holds: fits(Currency), rule: 'three ISO 4217 letters' };
const amount: Parameter = {
  name: 'OrderAmount',
  holds: fits(Amount),
  rule: 'decimal text with two places such as "1250.00", of at most 12 digits before them',
};

/** An order's number, held to the gateway's limits. @throws AssistInvalid */
export const holdOrderNumber = (order: string): void => holdField('order', order, orderNumber);

/** An amount and its currency, held to the gateway's limits. @throws AssistInvalid naming `amount` or `currency` */
export function holdMoney(money: { amount: string; currency: string }): void {
  holdField('amount', money.amount, amount);
  holdField('currency', money.currency, currency);
}

/** An order's number and money, held to the gateway's limits; nothing is no sum to take. @throws AssistInvalid */
export function holdOrder(order: OrderMoney): void {
  holdOrderNumber(order.order);
  holdMoney(order);
  if (hundredths(order.amount) === 0n) throw new AssistInvalid('amount', 'more than nothing');
}

/** @throws AssistInvalid */
export function languageFields(language: Language | undefined): Record<string, string> {
  return writeFields({ language: shape('Language', /^(RU|EN)$/, '"RU" or "EN"') }, { language });
}

const customerNumber = shape('CustomerNumber', /^[\x21-\x7e]{1,32}$/, '1 to 32 printable characters without a space');
/** Hex in five groups. The documents' own samples are not valid RFC 4122 (gateway notes, section 1.2). */
export const isToken = (value: string): boolean => /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(value);
const cardToken: Parameter = {
  name: 'Token',
  holds: isToken,
  rule: 'a token as the card list gives it: 36 characters',
};
const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** The payer's address. Only IPv4 is documented; anything else is left out (gateway notes, section 16, row 24). */
export const clientIpFields = (address: string | undefined): Record<string, string> =>
  address && ipv4.test(address) ? { ClientIP: address } : {};

/** 15 or 16 digits, or those with `.n` behind them (gateway notes, section 15). */
export const isBillNumber = (value: string): boolean => /^\d{15,16}(\.\d{1,9})?$/.test(value);
const bill: Parameter = {
  name: 'Billnumber',
  holds: isBillNumber,
  rule: '15 or 16 digits, or those with ".n" behind them',
};

/** A customer number, held to the gateway's limits (gateway notes, section 15). @throws AssistInvalid */
export const holdCustomer = (value: string): void => holdField('customer', value, customerNumber);
/** A card's token, held to its shape (gateway notes, section 1.2). @throws AssistInvalid */
export const holdToken = (value: string): void => holdField('token', value, cardToken);
/** A bill's number, held to its shape (gateway notes, section 15). @throws AssistInvalid */
export const holdBill = (value: string, field = 'bill'): void => holdField(field, value, bill);
