// What a page holds, place by place: run inside of the page, so it leans on nothing outside of itself.

/** Texts by place. */
export type Places = Record<string, string[]>;

/** Reads every place that a script of a document can read. */
export async function readPlaces(): Promise<Places> {
  const texts = async (data: unknown, seen = new Set<unknown>()): Promise<string[]> => {
    if (typeof data !== 'object' || data === null) return [String(data)];
    if (seen.has(data)) return [];
    seen.add(data);
    if (data instanceof ArrayBuffer) return [new TextDecoder('latin1').decode(data)];
    if (ArrayBuffer.isView(data)) return [new TextDecoder('latin1').decode(data)];
    if (data instanceof Blob) return [await data.text()];
    const parts: unknown[] =
      data instanceof Map || data instanceof Set
        ? [...data].flat()
        : Object.entries(data).flatMap(([key, value]) => [key, value]);
    return (await Promise.all(parts.map((part) => texts(part, seen)))).flat();
  };
  /** A frame of another site may be refused what it could keep something in. */
  const allowed = async (read: () => string[] | Promise<string[]>): Promise<string[]> => {
    try {
      return await read();
    } catch (error) {
      if (error instanceof DOMException) return ['refused'];
      throw error;
    }
  };
  const result = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
    });

  const databases = async () => {
    const kept: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const database = await result(indexedDB.open(name));
      kept.push(name, ...database.objectStoreNames);
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        // oxlint-disable-next-line no-await-in-loop -- within its transaction
        kept.push(...(await Promise.all([result(rows.getAllKeys()), result(rows.getAll())])));
      }
      database.close();
    }
    return texts(kept);
  };
  const cached = async () => {
    const kept: string[] = [];
    for (const name of await caches.keys()) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const cache = await caches.open(name);
      kept.push(name);
      // oxlint-disable-next-line no-await-in-loop -- as above
      for (const request of await cache.keys()) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        kept.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
    }
    return kept;
  };
  /** The caches of TanStack Query, found the way React's own tools find a component's properties. */
  const queries = () => {
    const root = document.getElementById('root');
    const key = Object.keys(root ?? {}).find((name) => name.startsWith('__reactContainer$'));
    interface Fiber {
      memoizedProps?: {
        client?: { getQueryCache?: () => { getAll(): object[] }; getMutationCache?: () => { getAll(): object[] } };
      };
      child: Fiber | null;
      sibling: Fiber | null;
    }
    const waiting = key ? [(root as unknown as Record<string, Fiber | null>)[key]] : [];
    const kept: unknown[] = [];
    let clients = 0;
    for (let fiber = waiting.pop(); waiting.length || fiber; fiber = waiting.pop()) {
      if (!fiber) continue;
      waiting.push(fiber.sibling, fiber.child);
      const client = fiber.memoizedProps?.client;
      if (!client?.getQueryCache || !client.getMutationCache) continue;
      clients++;
      for (const one of [...client.getQueryCache().getAll(), ...client.getMutationCache().getAll()])
        for (const part of ['queryKey', 'state', 'options', 'meta'])
          kept.push((one as Record<string, unknown>)[part] ?? null);
    }
    return clients ? texts(kept) : ['no client'];
  };
  const markup = (root: Document | ShadowRoot): string[] => {
    const elements = [...root.querySelectorAll('*')];
    return [
      ...elements.flatMap((element) => [
        ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
        ...(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? [element.value] : []),
        ...(element.shadowRoot ? markup(element.shadowRoot) : []),
        ...[...element.childNodes].filter(({ nodeType }) => nodeType !== 1).map(({ nodeValue }) => nodeValue ?? ''),
      ]),
      ...[...root.styleSheets, ...root.adoptedStyleSheets].flatMap((sheet) =>
        [...sheet.cssRules].map(({ cssText }) => cssText),
      ),
      String(getSelection()),
    ];
  };
  const workers = async () =>
    (await navigator.serviceWorker.getRegistrations()).flatMap(({ scope, active }) => [
      `registration ${scope}`,
      active?.scriptURL ?? '',
    ]);
  const { navigation } = window as unknown as {
    navigation: { entries(): { url: string; key: string; getState(): unknown }[] };
  };
  const numberless = performance.getEntries().map((entry) => {
    const { name, entryType, initiatorType, detail, serverTiming, nextHopProtocol } = entry as PerformanceEntry &
      Partial<PerformanceResourceTiming> & { detail?: unknown };
    return [name, entryType, initiatorType, detail, serverTiming, nextHopProtocol];
  });
  return {
    DOM: markup(document),
    localStorage: await allowed(() => Object.entries(localStorage).flat()),
    sessionStorage: await allowed(() => Object.entries(sessionStorage).flat()),
    IndexedDB: await allowed(databases),
    'Cache Storage': await allowed(cached),
    cookies: await allowed(() => [document.cookie]),
    addresses: [location.href, document.referrer, ...navigation.entries().map(({ url }) => url)],
    history: await texts([history.state, window.name, navigation.entries().map((entry) => entry.getState())]),
    // Times are the browser's own measures, and hold any number.
    'performance entries': await texts(numberless),
    'query and mutation caches': await queries(),
    'service workers': await allowed(workers),
  };
}

/**
 * Tells of every message that the page hears, before any script of the page has run: to its window, to its ports, on channels, and of
 * shared workers. `codeHeard` is a binding of the browser's.
 */
export function tellMessages(): void {
  if (window !== window.top) return;
  const words = (data: unknown): unknown => {
    if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return new TextDecoder('latin1').decode(data);
    if (data instanceof Map || data instanceof Set) return [...data].map(words);
    if (Array.isArray(data)) return data.map(words);
    if (typeof data !== 'object' || data === null) return String(data);
    return Object.entries(data).map(([key, value]) => [key, words(value)]);
  };
  const { codeHeard } = window as unknown as { codeHeard: (text: string) => void };
  const tell = ({ data, ports }: MessageEvent) => {
    if (data !== null && data !== undefined) codeHeard(JSON.stringify(words(data)));
    for (const port of ports) port.addEventListener('message', tell);
  };
  addEventListener('message', tell, true);
  const Channel = MessageChannel;
  window.MessageChannel = class extends Channel {
    constructor() {
      super();
      this.port1.addEventListener('message', tell);
    }
  };
  const Broadcast = BroadcastChannel;
  window.BroadcastChannel = class extends Broadcast {
    constructor(name: string) {
      super(name);
      this.addEventListener('message', tell);
    }
  };
}
