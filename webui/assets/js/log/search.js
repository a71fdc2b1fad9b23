/**
 * Search in a log. Matches are painted with the CSS highlight API: the text itself is not touched, so neither
 * selection nor scroll position moves. Browsers without it still count the matches and go to them.
 */

const MOST_MATCHES = 5000;
const ALL = 'log-match';
const CURRENT = 'log-match-current';

export class LogSearch {
  constructor(view) {
    this.view = view;
    this.ranges = [];
    this.current = -1;
  }

  /** Finds `text` regardless of case; keeps the current match where it was if it is still there. */
  find(text) {
    const at = this.current;
    this.ranges = text ? ranges(this.view.textNodes(), text.toLowerCase()) : [];
    this.current = Math.min(at, this.ranges.length - 1);
    this.paint();
    return this.summary();
  }

  /** Goes `step` matches on (1 or -1), around the ends. */
  go(step) {
    const { length } = this.ranges;
    if (length === 0) return this.summary();
    const from = this.current < 0 && step < 0 ? 0 : this.current;
    this.current = (from + step + length) % length;
    this.paint();
    this.show(this.ranges[this.current]);
    return this.summary();
  }

  /** Takes the paint away. */
  clear() {
    this.ranges = [];
    this.current = -1;
    this.paint();
  }

  summary() {
    return { matches: this.ranges.length, current: this.current, more: this.ranges.length >= MOST_MATCHES };
  }

  paint() {
    if (!window.CSS?.highlights) return;
    CSS.highlights.set(ALL, new Highlight(...this.ranges));
    const current = this.ranges[this.current];
    if (current) CSS.highlights.set(CURRENT, new Highlight(current));
    else CSS.highlights.delete(CURRENT);
  }

  show(range) {
    const { element } = this.view;
    range.startContainer.parentElement.scrollIntoView?.({ block: 'nearest' });
    const box = range.getBoundingClientRect();
    const frame = element.getBoundingClientRect();
    element.scrollTop += box.top - frame.top - frame.height / 2;
  }
}

function ranges(nodes, needle) {
  const found = [];
  for (const node of nodes) {
    const text = node.data.toLowerCase();
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      if (found.length >= MOST_MATCHES) return found;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, Math.min(at + needle.length, node.data.length));
      found.push(range);
    }
  }
  return found;
}
