/**
 * JSX without a compiler: html`<p class=${c}>Hello ${name}</p>` makes Preact nodes.
 *
 * A template is parsed once and its values are only ever inserted as children or properties, never as
 * markup: what a task calls itself or writes cannot become an element.
 */
import { h } from 'preact';

const HOLE = '\u0000';
const templates = new WeakMap();

/** Tag of the template literals. Gives one node, or an array when the template has several roots. */
export function html(strings, ...values) {
  let roots = templates.get(strings);
  if (!roots) {
    roots = parse(strings.join(HOLE));
    templates.set(strings, roots);
  }
  const nodes = roots.map((node) => build(node, values));
  return nodes.length === 1 ? nodes[0] : nodes;
}

function build(node, values) {
  if (typeof node === 'string') return node;
  if (typeof node === 'number') return values[node];
  const tag = typeof node.tag === 'number' ? values[node.tag] : node.tag;
  const properties = {};
  for (const [name, parts] of node.attributes) {
    if (name === null) Object.assign(properties, values[parts]);
    else properties[name] = attribute(parts, values);
  }
  return h(tag, properties, ...node.children.map((child) => build(child, values)));
}

function attribute(parts, values) {
  if (parts.length === 1) return typeof parts[0] === 'number' ? values[parts[0]] : parts[0];
  return parts.map((part) => (typeof part === 'number' ? values[part] ?? '' : part)).join('');
}

function parse(source) {
  let at = 0;
  let hole = 0;
  const roots = children();
  if (at < source.length) throw new SyntaxError(`unexpected closing tag in: ${source}`);
  return roots;

  function children() {
    const nodes = [];
    while (at < source.length && !source.startsWith('</', at)) {
      if (source[at] === '<') nodes.push(element());
      else text(nodes);
    }
    return nodes;
  }

  function text(nodes) {
    const end = source.indexOf('<', at);
    const raw = source.slice(at, end < 0 ? source.length : end);
    at += raw.length;
    nodes.push(...split(raw, (piece) => piece.replace(/^\s*\n\s*|\s*\n\s*$/g, '').replace(/\s+/g, ' ')));
  }

  function split(raw, tidy) {
    const parts = [];
    raw.split(HOLE).forEach((piece, index) => {
      if (index > 0) parts.push(hole++);
      const kept = tidy(piece);
      if (kept) parts.push(kept);
    });
    return parts;
  }

  function element() {
    at++;
    const node = { tag: name(), attributes: [], children: [] };
    for (;;) {
      space();
      if (at >= source.length) throw new SyntaxError(`unclosed tag in: ${source}`);
      if (source.startsWith('/>', at)) {
        at += 2;
        return node;
      }
      if (source[at] === '>') {
        at++;
        node.children = children();
        close();
        return node;
      }
      node.attributes.push(property());
    }
  }

  function close() {
    const end = source.indexOf('>', at);
    if (end < 0) throw new SyntaxError(`missing closing tag in: ${source}`);
    if (source.slice(at, end).includes(HOLE)) hole++;
    at = end + 1;
  }

  function name() {
    if (source[at] === HOLE) {
      at++;
      return hole++;
    }
    return take(/[^\s=/>\u0000]+/y);
  }

  function property() {
    if (source.startsWith('...' + HOLE, at)) {
      at += 4;
      return [null, hole++];
    }
    const key = take(/[^\s=/>]+/y);
    if (source[at] !== '=') return [key, [true]];
    at++;
    if (source[at] === '"') {
      const end = source.indexOf('"', at + 1);
      const raw = source.slice(at + 1, end);
      at = end + 1;
      const parts = split(raw, (piece) => piece);
      return [key, parts.length ? parts : ['']];
    }
    return [key, [name()]];
  }

  function take(pattern) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) throw new SyntaxError(`cannot read template at ${at}: ${source}`);
    at = pattern.lastIndex;
    return match[0];
  }

  function space() {
    while (/\s/.test(source[at] ?? '')) at++;
  }
}
