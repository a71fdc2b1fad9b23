/**
 * The text of a log on the page. Grows by appending to text nodes, so that a selection survives new output;
 * lies in blocks that the browser skips while they are out of sight, so that megabytes scroll well.
 */
import { AnsiText } from './ansi.js';

const BLOCK_LENGTH = 32_768;
const KEPT_LENGTH = 6_000_000;
const BOTTOM_PIXELS = 24;

export class LogView {
  constructor(element) {
    this.element = element;
    this.blocks = [];
    this.length = 0;
    this.ansi = new AnsiText();
  }

  /** Empties the view. */
  clear() {
    this.element.replaceChildren();
    this.blocks = [];
    this.length = 0;
    this.ansi = new AnsiText();
  }

  /** Adds text at the end; the oldest blocks go when there is too much. Gives the offset of the first byte shown. */
  append(text, from) {
    let block = this.blocks.at(-1);
    if (!block || (block.length > BLOCK_LENGTH && block.element.textContent.endsWith('\n'))) {
      block = this.newBlock(from);
      this.blocks.push(block);
      this.element.append(block.element);
    }
    this.fill(block, this.ansi.runs(text));
    while (this.length > KEPT_LENGTH && this.blocks.length > 1) this.dropFirst();
    return this.blocks[0].from;
  }

  /** Adds a block before the first; what the reader looks at stays where it is. */
  prepend(text, from) {
    const block = this.newBlock(from);
    const before = this.element.scrollHeight - this.element.scrollTop;
    this.fill(block, new AnsiText().runs(text));
    this.blocks.unshift(block);
    this.element.prepend(block.element);
    this.element.scrollTop = this.element.scrollHeight - before;
  }

  /** Whether the end is in sight. */
  atBottom() {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < BOTTOM_PIXELS;
  }

  /** Shows the end. */
  toBottom() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** Whether so much is shown that more would push out what is being read. */
  isFull() {
    return this.length > KEPT_LENGTH;
  }

  /** All text nodes in order, for the search. */
  *textNodes() {
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) yield walker.currentNode;
  }

  newBlock(from) {
    const element = document.createElement('div');
    element.className = 'log-block';
    return { element, from, length: 0 };
  }

  fill(block, runs) {
    for (const { text, style } of runs) {
      const last = block.element.lastChild;
      if (last && (last.className ?? '') === style) textOf(last).appendData(text);
      else block.element.append(run(text, style));
      block.length += text.length;
      this.length += text.length;
    }
  }

  dropFirst() {
    const block = this.blocks.shift();
    this.length -= block.length;
    block.element.remove();
  }
}

function run(text, style) {
  const node = document.createTextNode(text);
  if (!style) return node;
  const span = document.createElement('span');
  span.className = style;
  span.append(node);
  return span;
}

function textOf(node) {
  return node.nodeType === Node.TEXT_NODE ? node : node.firstChild;
}
