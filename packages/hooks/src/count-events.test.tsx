import { createChain } from '@onfile/testing';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { countEvents, createMerchantClient, OnfileProvider, useCheckout } from './index.ts';

beforeEach(() => sessionStorage.clear());

it('counts a payment in the words of OpenTelemetry, and says nothing of a card or an order', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  const onEvent = countEvents(provider.getMeter('shop'));
  const chain = createChain({ origin: 'https://shop.test' });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const { result } = renderHook(() => useCheckout({ order: '2341' }), {
    wrapper: ({ children }) => (
      <OnfileProvider client={client} subject="anna" onEvent={onEvent}>
        {children}
      </OnfileProvider>
    ),
  });
  await waitFor(() => expect(result.current.canPay).toBe(true));
  act(() => result.current.pay());
  await waitFor(() => expect(result.current.state.step).toBe('finished'));
  await provider.forceFlush();
  const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  expect(metrics.map(({ descriptor }) => descriptor.name)).toEqual(['onfile.events']);
  expect(metrics.flatMap(({ dataPoints }) => dataPoints.map(({ value, attributes }) => [value, attributes]))).toEqual([
    [1, { type: 'listed' }],
    [1, { type: 'step', step: 'confirming', via: 'card' }],
    [1, { type: 'step', step: 'finished', status: 'paid' }],
  ]);
  expect(JSON.stringify(metrics)).not.toMatch(/0028|1030|2341|1250|anna|k1_/);
  await provider.shutdown();
});
