import type { MerchantProxy } from '@onfile/proxy';

// app/onfile/v1/[...path]/route.ts
export function routeForNext(proxy: MerchantProxy, after: (work: Promise<unknown>) => void) {
  // `after` comes from next/server: a payment that was sent is heard out, also when the browser has gone.
  const handle = (request: Request) => proxy(request, { waitUntil: after });
  return { GET: handle, POST: handle, PATCH: handle, DELETE: handle, OPTIONS: handle };
}
