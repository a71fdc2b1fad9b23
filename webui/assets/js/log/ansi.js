/**
 * Terminal colours. Text becomes runs with a class name out of a fixed set; every other escape sequence is
 * dropped, so that output can colour its words and do nothing else.
 */

const SEQUENCE = /\u001b(?:\[([0-9;:?]*)([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
const UNFINISHED = /\u001b(?:\[[0-9;:?]*|\][^\u0007\u001b]{0,256})?$/;

/** Turns text into runs; remembers colours and half sequences from one piece to the next. */
export class AnsiText {
  constructor() {
    this.color = null;
    this.bold = false;
    this.rest = '';
  }

  /** `[{ text, style }]`, style being class names or the empty string. */
  runs(piece) {
    const source = this.complete(this.rest + piece);
    const runs = [];
    let at = 0;
    for (const found of source.matchAll(SEQUENCE)) {
      this.add(runs, source.slice(at, found.index));
      if (found[2] === 'm') this.select(found[1]);
      at = found.index + found[0].length;
    }
    this.add(runs, source.slice(at));
    return runs;
  }

  complete(source) {
    const half = UNFINISHED.exec(source);
    this.rest = half ? half[0] : '';
    return half ? source.slice(0, half.index) : source;
  }

  add(runs, raw) {
    const text = raw.replace(/\r+\n/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, visible);
    if (text) runs.push({ text, style: this.style() });
  }

  style() {
    return [this.color && `ansi-${this.color}`, this.bold && 'ansi-bold'].filter(Boolean).join(' ');
  }

  select(codes) {
    const list = codes.split(/[;:]/).map(Number);
    for (let i = 0; i < list.length; i++) {
      const code = list[i];
      if (code === 0) this.color = null;
      if (code === 0 || code === 22) this.bold = false;
      if (code === 1) this.bold = true;
      if (code >= 30 && code <= 37) this.color = String(code - 30);
      if (code >= 90 && code <= 97) this.color = String(code - 90);
      if (code === 39) this.color = null;
      if (code === 38 || code === 48) i += list[i + 1] === 5 ? 2 : 4;
    }
  }
}

/** A control character as its picture; a lone carriage return begins a new line, as progress bars mean it. */
function visible(character) {
  if (character === '\r') return '\n';
  return character === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0));
}
