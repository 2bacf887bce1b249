import { Parser } from 'htmlparser2';

/** Terms may weigh this much as they come, in bytes, … */
const maxSource = 262_144;
/** … and this much as text, in characters. */
const maxText = 20_000;

/** Elements whose text is not for reading. */
const silent = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'textarea',
]);
/** Elements that end a line. */
const lines = new Set([
  'br',
  'p',
  'div',
  'li',
  'tr',
  'ul',
  'ol',
  'table',
  'section',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

function textOfHtml(html: string): string {
  let text = '';
  let depth = 0;
  const end = (name: string) => {
    if (lines.has(name)) text += paragraphs.has(name) ? '\n\n' : '\n';
  };
  const parser = new Parser({
    onopentag(name) {
      if (silent.has(name)) depth++;
      else if (!depth) end(name);
      if (name === 'li' && !depth) text += '• ';
    },
    ontext(data) {
      if (!depth) text += data.replace(/\s+/g, ' ');
    },
    onclosetag(name) {
      if (silent.has(name)) depth--;
      else if (!depth && name !== 'br') end(name);
    },
  });
  parser.end(html);
  return text;
}

const tidy = (text: string) =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Terms as plain text, from text or HTML in UTF-8. `undefined` for anything else, for drawings (SVG, XML), and for what is too
 * long: terms are shown whole or not at all.
 */
export function termsText(bytes: Uint8Array): string | undefined {
  if (bytes.length > maxSource) return undefined;
  const source = decode(bytes)?.replaceAll('\r\n', '\n');
  // oxlint-disable-next-line no-control-regex -- a control character says that this is no text
  if (!source || /[\0-\x08\x0e-\x1f]/.test(source)) return undefined;
  const opening = source.trimStart().slice(0, 512).toLowerCase();
  if (/^<\?xml|^<svg|^<!doctype svg|^%pdf/.test(opening)) return undefined;
  const isHtml = /^<(!doctype html|!--|html|head|body|[a-z][a-z0-9]*[\s>/])/.test(opening);
  const text = tidy(isHtml ? textOfHtml(source) : source);
  return text && text.length <= maxText ? text : undefined;
}
