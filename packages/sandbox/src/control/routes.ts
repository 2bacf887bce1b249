import type { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import { said } from './answer.ts';
import { deleteCard, deleteCustomer, listCustomers, patchCard, putCustomer, showCustomer } from './cards.ts';
import { moveClock, showClock } from './clock.ts';
import {
  answerDecoupled,
  clearFaults,
  orderFault,
  readBills,
  readFaults,
  readLedger,
  readNotifications,
} from './control.ts';
import { patchSettings, showSettings } from './settings.ts';

/** The sandbox's own addresses: nothing of them is the gateway's. */
export function addControl(app: Hono, deps: Deps, reset: () => void): void {
  app.get('/__sandbox/ledger', () => readLedger(deps));
  app.get('/__sandbox/orders/:order', (c) => readBills(c.req.param('order'), deps));
  app.get('/__sandbox/notifications', () => readNotifications(deps));
  app.get('/__sandbox/faults', () => readFaults(deps));
  app.post('/__sandbox/faults', (c) => orderFault(c.req.raw, deps));
  app.delete('/__sandbox/faults', () => clearFaults(deps));
  app.get('/__sandbox/settings', () => showSettings(deps));
  app.patch('/__sandbox/settings', (c) => patchSettings(c.req.raw, deps));
  app.get('/__sandbox/clock', () => showClock(deps));
  app.post('/__sandbox/clock', (c) => moveClock(c.req.raw, deps));
  app.post('/__sandbox/decoupled', (c) => answerDecoupled(c.req.raw, deps));
  app.get('/__sandbox/customers', () => listCustomers(deps));
  app.get('/__sandbox/customers/:number', (c) => showCustomer(c.req.param('number'), deps));
  app.put('/__sandbox/customers/:number', (c) => putCustomer(c.req.param('number'), c.req.raw, deps));
  app.delete('/__sandbox/customers/:number', (c) => deleteCustomer(c.req.param('number'), deps));
  app.patch('/__sandbox/customers/:number/cards/:token', (c) =>
    patchCard(c.req.param('number'), c.req.param('token'), c.req.raw, deps),
  );
  app.delete('/__sandbox/customers/:number/cards/:token', (c) =>
    deleteCard(c.req.param('number'), c.req.param('token'), deps),
  );
  app.post('/__sandbox/reset', () => {
    reset();
    return said({ reset: true });
  });
}
