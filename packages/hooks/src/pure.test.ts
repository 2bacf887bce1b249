import type { CardAsset } from '@onfile/contract';
import { problemCodes } from '@onfile/contract';
import { cards, pictureAsset, savedCard } from '@onfile/testing';
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  cardState,
  type CheckoutEvent,
  checkoutReducer,
  composeFace,
  initialCheckout,
  isInDoubt,
  MerchantError,
  useCvcFrame,
} from './index.ts';

const serverTime = '2026-11-23T09:30:00.000Z';

describe('how a card stands', () => {
  it.each([
    ['plain', { payable: true }],
    ['default', { payable: true }],
    ['expiresThisMonth', { payable: true, note: 'expires_this_month' }],
    ['expiresSoon', { payable: true, note: 'expires_soon' }],
    ['pastButActive', { payable: true, note: 'past_date' }],
    ['expired', { payable: false, problem: 'expired' }],
    ['inactive', { payable: false, problem: 'inactive' }],
  ] as const)('%s', (name, state) => {
    expect(cardState(cards[name], serverTime)).toEqual(state);
  });

  it('is past its date only when the month is over everywhere: from the 1st, 12:00 UTC', () => {
    const card = savedCard({ expiry: { year: 2025, month: 12 } });
    const note = (at: string) => cardState(card, at).note;
    expect(note('2025-12-31T23:59:59.000Z')).toBe('expires_this_month');
    expect(note('2026-01-01T11:59:59.000Z')).toBe('expires_this_month');
    expect(note('2026-01-01T12:00:00.000Z')).toBe('past_date');
    const leap = savedCard({ expiry: { year: 2028, month: 2 } });
    expect(cardState(leap, '2028-02-29T23:00:00.000Z').note).toBe('expires_this_month');
  });
});

describe('what a face is made of', () => {
  const combined = pictureAsset('CARD_BACKGROUND_COMBINED', '/c.png');
  const ground = pictureAsset('CARD_BACKGROUND', '/g.png');
  const issuer = pictureAsset('ISSUER_LOGO', '/i.png');
  const brand = pictureAsset('BRAND_LOGO', '/b.png');
  const icon = pictureAsset('ICON', '/s.png', { dominantColor: '#102030' });
  const pdf = { ...brand, assetData: [{ url: '/b.pdf', mediaType: 'image/pdf', width: null, height: null }] };

  it('combined art stands alone, whatever else there is', () => {
    expect(composeFace([issuer, brand, icon, ground, combined], 'visa')).toEqual({
      kind: 'combined',
      background: { url: '/c.png', width: 1536, height: 969 },
    });
  });

  it('a ground takes the logos that the array has, and none that it has not', () => {
    expect(composeFace([ground, issuer, brand], 'visa')).toMatchObject({
      kind: 'layered',
      issuerLogo: { url: '/i.png' },
      brandLogo: { url: '/b.png' },
    });
    expect(composeFace([ground], 'visa')).toEqual({
      kind: 'layered',
      background: { url: '/g.png', width: 1536, height: 969 },
    });
  });

  it('a co-brand has its place, and what was measured of a picture goes with it', () => {
    const measured = { ...ground, tone: 'dark', dominantColor: '#aabbcc', placeholder: 'AbC=' } as const;
    const coBrand = pictureAsset('CO_BRAND_LOGO', '/k.png');
    expect(composeFace([coBrand, measured], 'visa')).toMatchObject({
      kind: 'layered',
      background: { url: '/g.png', tone: 'dark', dominantColor: '#aabbcc', placeholder: 'AbC=' },
      coBrandLogo: { url: '/k.png' },
    });
  });

  it('only signs make a plate in the icon’s colour', () => {
    expect(composeFace([icon, issuer], 'visa')).toMatchObject({
      kind: 'signs',
      brand: 'visa',
      color: '#102030',
      icon: { url: '/s.png' },
      issuerLogo: { url: '/i.png' },
    });
  });

  it('nothing, or nothing that a browser draws, is the brand’s plate', () => {
    expect(composeFace([], 'visa')).toEqual({ kind: 'plate', brand: 'visa' });
    const none: CardAsset[] = [];
    expect(composeFace(none, 'mir')).toEqual({ kind: 'plate', brand: 'mir' });
    expect(composeFace(none, 'visa')).toEqual({ kind: 'plate', brand: 'visa' });
    expect(composeFace([pdf], 'visa')).toEqual({ kind: 'plate', brand: 'visa' });
    expect(composeFace([pictureAsset('TERMS_AND_CONDITIONS', '/t.png')], 'visa')).toEqual({
      kind: 'plate',
      brand: 'visa',
    });
  });
});

describe('the checkout machine', () => {
  const statuses = [
    'open',
    'confirming',
    'challenge',
    'unconfirmed',
    'paid',
    'authorised',
    'declined',
    'canceled',
    'expired',
    'review',
  ] as const;
  const codes = [
    'offline',
    'timeout',
    'malformed',
    'processing',
    'order_closed',
    'unavailable',
    'card_gone',
    'rate_limited',
  ] as const;
  const event: fc.Arbitrary<CheckoutEvent> = fc.oneof(
    fc.constant<CheckoutEvent>({ type: 'choose' }),
    fc.constant<CheckoutEvent>({ type: 'restored' }),
    fc.constantFrom('card' as const, 'page' as const).map((via) => ({ type: 'pay' as const, via })),
    fc.constantFrom(...statuses).map((status) => ({ type: 'seen' as const, intent: { status } })),
    fc.constantFrom(...statuses).map((status) => ({ type: 'answered' as const, intent: { status } })),
    fc.constantFrom(...codes).map((code) => ({ type: 'failed' as const, error: new MerchantError(code) })),
  );

  it('walks anywhere and never forgets a payment in doubt, nor shows paid for anything but paid', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let state = initialCheckout;
        for (const next of events) {
          const before = state;
          state = checkoutReducer(state, next);
          const says = next.type === 'seen' || next.type === 'answered' ? next.intent.status : undefined;
          const left = (step: string) => before.step === step && state.step !== step;
          const reached = (step: string) => before.step !== step && state.step === step;
          const finishedAs = state.step === 'finished' ? state.status : undefined;
          expect({
            // Only an answer about the intent ends a doubt: no press, no failure and no return to the page does.
            doubtEndedByAnswer: !left('checking') || says !== undefined,
            finishedAsSaid: !reached('finished') || finishedAs === says,
            finishedForGood: before.step !== 'finished' || state === before,
            paidFromChoice: !reached('confirming') || before.step === 'choosing',
          }).toEqual({ doubtEndedByAnswer: true, finishedAsSaid: true, finishedForGood: true, paidFromChoice: true });
        }
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['offline', 'timeout', 'malformed', 'processing', 'order_closed'] as const)(
    'takes "%s" after a payment as a doubt',
    (code) => {
      const state = checkoutReducer(
        { step: 'confirming', via: 'card' },
        { type: 'failed', error: new MerchantError(code) },
      );
      expect(state).toEqual(code === 'processing' ? { step: 'checking', elsewhere: true } : { step: 'checking' });
    },
  );

  it('settles with each code of the contract but the two that speak of another attempt, and with no other word', () => {
    const doubtful = problemCodes.filter((code) => isInDoubt(new MerchantError(code)));
    expect(doubtful).toEqual(['order_closed', 'processing']);
    const tomorrow = Object.assign(new MerchantError('malformed'), { code: 'a code of tomorrow' });
    expect(isInDoubt(tomorrow)).toBe(true);
  });

  it('takes an answer of the contract as an answer', () => {
    const error = new MerchantError('unavailable', 503);
    expect(checkoutReducer({ step: 'confirming', via: 'card' }, { type: 'failed', error })).toEqual({
      step: 'choosing',
      problem: 'unavailable',
    });
  });
});

describe('a refusal', () => {
  const declined = { status: 'declined', reason: 'insufficient_funds' } as const;
  const after = (...events: CheckoutEvent[]) => events.reduce(checkoutReducer, initialCheckout);

  it('that the shopper has moved on from is not brought up again by a later reading', () => {
    expect(after({ type: 'seen', intent: declined })).toMatchObject({ declined: 'insufficient_funds' });
    const movedOn = after({ type: 'seen', intent: declined }, { type: 'choose' }, { type: 'seen', intent: declined });
    expect(movedOn).not.toHaveProperty('declined');
  });

  it('of the next try is said again', () => {
    const again = after(
      { type: 'seen', intent: declined },
      { type: 'choose' },
      { type: 'pay', via: 'card' },
      { type: 'answered', intent: declined },
    );
    expect(again).toEqual({ step: 'choosing', declined: 'insufficient_funds' });
  });
});

it('the field for a code has no address and no secret on a server', () => {
  const Field = () =>
    createElement('iframe', useCvcFrame({ frameUrl: '/onfile/v1/frame', brand: 'visa', card: 'k1_x' }).frameProps);
  expect(renderToString(createElement(Field))).toBe(
    '<iframe sandbox="allow-scripts" referrerPolicy="no-referrer"></iframe>',
  );
});
