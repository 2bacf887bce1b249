import { expect, it } from 'vitest';
import { createMemoryStore } from '../index.ts';
import { attempt, intent } from '../records.case.ts';
import { countPayments } from './shop.case.ts';

it('the chain’s counter (P6) tells attempts apart, and notices one that is paid for twice or was never claimed', async () => {
  const store = createMemoryStore();
  await store.createIntent(intent());
  const counter = countPayments(store);
  await store.claim('intent-1', attempt());
  await counter.count('2341');
  const claimed = await store.get('intent-1');
  await store.advance({ ...(claimed ?? intent()), status: 'declined', attempts: [attempt({ end: 'declined' })] });
  await store.claim('intent-1', attempt({ key: 'key-2' }));
  await counter.count('2341');
  expect(counter.twice).toEqual([]);
  await counter.count('2341');
  await counter.count('unclaimed');
  expect(counter.twice).toEqual(['2341#2', 'unclaimed#0']);
});
