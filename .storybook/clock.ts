import { createClock } from '@onfile/testing';

/**
 * How far the stories are from today. Their day begins when the page is opened, at the moment that the fixtures are written for,
 * and goes on from there: a card that expires soon always does, for the chain and for the kit.
 */
const ahead = createClock().now() - Date.now();

const Real = Date;
const now = () => Real.now() + ahead;

globalThis.Date = new Proxy(Real, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length ? given : [now()], newTarget),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
