import { scriptHash } from '@onfile/frame';
import * as v from 'valibot';
import type { SeenPage } from './collect.ts';

const Approved = v.object({
  /** The page that was looked at. */
  page: v.string(),
  documents: v.array(v.object({ url: v.string(), headers: v.record(v.string(), v.string()) })),
  scripts: v.array(
    v.object({
      document: v.string(),
      url: v.exactOptional(v.string()),
      sha384: v.pipe(v.string(), v.regex(/^sha384-[A-Za-z0-9+/]{64}$/)),
      /** Why it has to be there: a person's words. */
      purpose: v.optional(v.string(), ''),
    }),
  ),
});

/** What a person has approved of a page. */
export type Approved = v.InferOutput<typeof Approved>;

/** @throws where it is no approved list */
export function readApproved(text: string): Approved {
  return v.parse(Approved, JSON.parse(text));
}

type Named = Pick<Approved['scripts'][number], 'document' | 'url' | 'sha384'>;

/** What we can say of a script ourselves. */
const known = ({ sha384 }: Named) =>
  sha384 === scriptHash ? 'The field for the security code, in a document of its own (@onfile/frame).' : '';

/** What was seen, as a list to approve; what was written about a script is kept, by its address or its hash. */
export function approve(page: string, { documents, scripts }: SeenPage, before?: Approved): Approved {
  const kept = (script: Named) =>
    before?.scripts.find(({ document, url, sha384 }) =>
      url || script.url ? document === script.document && url === script.url : sha384 === script.sha384,
    )?.purpose;
  return {
    page,
    documents,
    scripts: scripts.map((script) => ({ ...script, purpose: kept(script) || known(script) })),
  };
}
