import type { Approved } from './approved.ts';
import type { SeenPage, SeenScript } from './collect.ts';
import { compareHeader, headerNames } from './headers.ts';

/** Something that is not as it was approved. */
export interface Finding {
  kind:
    | 'new-script'
    | 'gone-script'
    | 'changed-script'
    | 'new-document'
    | 'gone-document'
    | 'weaker-header'
    | 'changed-header';
  document: string;
  /** A script's address, or `inline`; a header's name. */
  what?: string;
  was?: string;
  now?: string;
}

type Script = Pick<SeenScript, 'document' | 'url' | 'sha384'>;

const spotOf = ({ document, url }: Script) => `${document} ${url ?? ''}`;

/** At one spot: what is there on one side only. Two such are one that was changed. */
function compareSpot(was: readonly Script[], now: readonly Script[]): Finding[] {
  const missing = was.filter(({ sha384 }) => !now.some((other) => other.sha384 === sha384));
  const fresh = now.filter(({ sha384 }) => !was.some((other) => other.sha384 === sha384));
  return Array.from({ length: Math.max(missing.length, fresh.length) }, (_, at): Finding => {
    const [old, young] = [missing[at], fresh[at]];
    const { document, url } = young ?? old ?? { document: '' };
    return {
      kind: old ? (young ? 'changed-script' : 'gone-script') : 'new-script',
      document,
      what: url ?? 'inline',
      ...(old && { was: old.sha384 }),
      ...(young && { now: young.sha384 }),
    };
  });
}

function compareScripts(was: readonly Script[], now: readonly Script[]): Finding[] {
  const spots = [...new Set([...was, ...now].map(spotOf))].toSorted();
  const at = (list: readonly Script[], spot: string) => list.filter((script) => spotOf(script) === spot);
  return spots.flatMap((spot) => compareSpot(at(was, spot), at(now, spot)));
}

function compareDocuments(was: Approved['documents'], now: SeenPage['documents']): Finding[] {
  const gone = was
    .filter(({ url }) => !now.some((other) => other.url === url))
    .map(({ url }): Finding => ({ kind: 'gone-document', document: url }));
  const rest = now.flatMap(({ url, headers }): Finding[] => {
    const before = was.find((other) => other.url === url);
    if (!before) return [{ kind: 'new-document', document: url }];
    return headerNames.flatMap((name) => {
      const verdict = compareHeader(name, before.headers[name], headers[name]);
      if (verdict === 'same') return [];
      return [
        {
          kind: verdict === 'weaker' ? ('weaker-header' as const) : ('changed-header' as const),
          document: url,
          what: name,
          ...(before.headers[name] !== undefined && { was: before.headers[name] }),
          ...(headers[name] !== undefined && { now: headers[name] }),
        },
      ];
    });
  });
  return [...gone, ...rest];
}

/** Holds what a browser saw against what was approved. */
export function comparePage(approved: Approved, seen: SeenPage): Finding[] {
  return [...compareScripts(approved.scripts, seen.scripts), ...compareDocuments(approved.documents, seen.documents)];
}
