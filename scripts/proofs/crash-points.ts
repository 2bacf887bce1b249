import type { ProxyOptions } from '@onfile/proxy';

export function crashAt(_point: string, options: ProxyOptions): ProxyOptions {
  return options;
}
