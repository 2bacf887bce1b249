// The licence gate over a CycloneDX bill of materials: what is not on the list is not shipped.

/** One component of a bill of materials, as far as it is needed here. */
export interface Component {
  name: string;
  group?: string;
  version?: string;
  purl?: string;
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
}

/** A bill of materials. */
export interface Bill {
  bomFormat: string;
  specVersion: string;
  metadata: { component: Component };
  components?: Component[];
}

/** Licences that ask for no more than their text. */
export const allowed = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/** Whether an SPDX expression of plain words can be met. Brackets, exceptions and unknown words are a person's to read. */
export function isAllowed(expression: string): boolean {
  return expression.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((id) => allowed.has(id.trim())));
}

/** The components that may not be shipped, each with its reason. One that says nothing is one. */
export function refused({ components = [] }: Bill): string[] {
  return components.flatMap((component) => {
    const { licenses = [], purl, name } = component;
    const words = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? 'unknown');
    const isFine = words.length > 0 && words.every(isAllowed);
    return isFine ? [] : [`${purl ?? name}: ${words.join(', ') || 'no licence'}`];
  });
}

/** Dependencies of a manifest that its bill does not know: an empty bill would pass every gate. */
export function missing(bill: Bill, dependencies: Record<string, string> = {}): string[] {
  const known = new Set((bill.components ?? []).map(({ group, name }) => (group ? `${group}/${name}` : name)));
  return Object.keys(dependencies).filter((name) => !known.has(name));
}
