import { SaxesParser } from 'saxes';
import { AssistMalformed } from './errors.ts';

/** What an element holds: its text, or its attributes and children by name. What stands there twice is a list. */
export type XmlValue = string | XmlNode | XmlValue[];
/** An element with attributes or children. It has no prototype, so that no name in it means anything else. */
export interface XmlNode {
  [name: string]: XmlValue;
}

/** The deepest that a document may nest. The gateway's own go to eight. */
const maxDepth = 32;

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
const emptyNode = (): XmlNode => Object.create(null) as XmlNode;

function put(node: XmlNode, name: string, value: XmlValue): void {
  const known = node[name];
  if (known === undefined) node[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else node[name] = [known, value];
}

interface Open {
  name: string;
  node: XmlNode;
  text: string;
}

const valueOf = ({ node, text }: Open): XmlValue => (Object.keys(node).length ? node : text.trim());

/**
 * XML as data, by local names: the gateway's older formats (gateway notes, sections 3.5, 5.2 and 6). What SOAP says of a value's type
 * (`xsi:type`) is none of it, and hides no value. Only a whole, well-formed document is read; one that declares a document type is not, so nothing in it can define entities.
 *
 * @throws AssistMalformed without a word of the document.
 */
export function readXml(text: string): XmlNode {
  const root: Open = { name: '', node: emptyNode(), text: '' };
  const open = [root];
  const parser = new SaxesParser();
  const stop = () => {
    throw new AssistMalformed('it is not well-formed XML');
  };
  parser.on('doctype', stop);
  parser.on('error', stop);
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > maxDepth) stop();
    const element: Open = { name: localName(name), node: emptyNode(), text: '' };
    for (const [attribute, value] of Object.entries(attributes))
      if (!/^xmlns|^xsi:/.test(attribute)) put(element.node, localName(attribute), value.trim());
    open.push(element);
  });
  const addText = (more: string) => {
    const last = open.at(-1);
    if (last) last.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    const parent = open.at(-1);
    if (closed && parent) put(parent.node, closed.name, valueOf(closed));
  });
  parser.write(text).close();
  return root.node;
}
