import { SaxesParser } from 'saxes';

/** The deepest that a request may nest. */
const maxDepth = 32;

/** A name without its prefix. */
const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * The leaves of a SOAP request by their local names, in order. Where they stand does not matter: the names of the elements
 * around them are not documented for every service. A document with a document type is refused, so nothing in it can define
 * entities.
 *
 * @throws Error where it is not one well-formed document.
 */
export function readSoap(text: string): [name: string, value: string][] {
  const leaves: [string, string][] = [];
  const open: { name: string; text: string; isLeaf: boolean }[] = [];
  const parser = new SaxesParser();
  const stop = () => {
    throw new Error('not a SOAP document');
  };
  parser.on('doctype', stop);
  parser.on('error', stop);
  parser.on('opentag', ({ name }) => {
    if (open.length >= maxDepth) stop();
    const parent = open.at(-1);
    if (parent) parent.isLeaf = false;
    open.push({ name: localName(name), text: '', isLeaf: true });
  });
  const addText = (more: string) => {
    const last = open.at(-1);
    if (last) last.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed?.isLeaf) leaves.push([closed.name, closed.text.trim()]);
  });
  parser.write(text).close();
  return leaves;
}
