/** Names of a series, for example `{ operation: 'pay' }`. Only words of ours: nothing that a shopper or the gateway said. */
export type Labels = Readonly<Record<string, string>>;

/** Counters in memory, for this process since it started. */
export interface Metrics {
  count(name: string, labels?: Labels): void;
  /** Every counter as lines of the Prometheus text format, with its type, in the order of their names. */
  lines(): string[];
}

const help: Record<string, string> = {
  onfile_attempts_total: 'Payment calls that were claimed.',
  onfile_answers_total: 'What the payment calls answered.',
  onfile_outcomes_total: 'Statuses that intents came to.',
  onfile_gateway_calls_total: 'Calls of the gateway by operation and result.',
  onfile_deliveries_total: 'Events handed to the merchant.',
  onfile_notifications_total: 'Messages of the gateway by what was made of them.',
};

const escape = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** A series as the text format writes it. */
export function series(name: string, labels: Labels, value: number): string {
  const inside = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`);
  return `${name}${inside.length ? `{${inside.join(',')}}` : ''} ${value}`;
}

/** The head of a metric. */
export const head = (name: string, type: 'counter' | 'gauge', text: string) => [
  `# HELP ${name} ${text}`,
  `# TYPE ${name} ${type}`,
];

/** Starts counting. */
export function createMetrics(): Metrics {
  const counters = new Map<string, Map<string, { labels: Labels; value: number }>>();
  return {
    count(name, labels = {}) {
      const known = counters.get(name) ?? new Map<string, { labels: Labels; value: number }>();
      const key = JSON.stringify(labels);
      known.set(key, { labels, value: (known.get(key)?.value ?? 0) + 1 });
      counters.set(name, known);
    },
    lines: () =>
      [...counters]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, known]) => [
          ...head(name, 'counter', help[name] ?? ''),
          ...[...known.values()].map(({ labels, value }) => series(name, labels, value)),
        ]),
  };
}
