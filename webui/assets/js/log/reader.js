/**
 * Reads a growing file of an agent through the master: the end first, then what is added, and on request what
 * stands before. Offsets are bytes; every piece handed on begins at the start of a line where one is in sight.
 */
import { api, request } from '../api.js';

const PIECE_BYTES = 65_536;
const WAIT_SECONDS = 20;
const RETRY_MILLIS = 2000;
const LINE_FEED = 10;

/**
 * `listener`: `appended(text, from, to)`, `prepended(text, from)`, `reset()`, `failed(error)`.
 */
export class LogReader {
  constructor(agent, path, listener) {
    this.agent = agent;
    this.path = path;
    this.listener = listener;
    this.abort = new AbortController();
    this.start = 0;
    this.end = 0;
    this.held = null;
    this.decoder = new TextDecoder();
  }

  /** Reads until `stop`, retrying what fails; gives up on nothing, for a file may still come into being. */
  async run() {
    while (!this.stopped()) {
      try {
        await this.open();
        await this.follow();
      } catch (error) {
        if (this.stopped()) return;
        this.listener.failed(error);
        await sleep(RETRY_MILLIS);
      }
    }
  }

  /** What stands before the first byte read so far, at most one piece; false when there is nothing. */
  async earlier() {
    if (this.start === 0) return false;
    const from = Math.max(0, this.start - PIECE_BYTES);
    const piece = await this.read(from, this.start - from);
    const cut = from === 0 ? 0 : lineStart(piece.bytes);
    this.start = from + cut;
    this.listener.prepended(new TextDecoder().decode(piece.bytes.subarray(cut)), this.start);
    return true;
  }

  /** Holds back new output, or lets it come again. */
  hold(held) {
    if (held && !this.held) {
      this.held = {};
      this.held.over = new Promise((resolve) => (this.held.release = resolve));
    } else if (!held && this.held) {
      this.held.release();
      this.held = null;
    }
  }

  /** Nothing is read or reported after this. */
  stop() {
    this.abort.abort();
    this.hold(false);
  }

  stopped() {
    return this.abort.signal.aborted;
  }

  async open() {
    const { size } = await this.read(-1, 0);
    const from = Math.max(0, size - PIECE_BYTES);
    const piece = await this.read(from, PIECE_BYTES);
    const cut = from === 0 ? 0 : lineStart(piece.bytes);
    this.decoder = new TextDecoder();
    this.start = from + cut;
    this.end = this.start;
    this.listener.reset();
    this.append(piece.bytes.subarray(cut));
  }

  async follow() {
    while (!this.stopped()) {
      await this.held?.over;
      const piece = await this.read(this.end, PIECE_BYTES, WAIT_SECONDS);
      if (piece.size < this.end) return; // The file was cut or replaced: begin again.
      await this.held?.over;
      this.append(piece.bytes);
    }
  }

  append(bytes) {
    const from = this.end;
    this.end += bytes.length;
    this.listener.appended(this.decoder.decode(bytes, { stream: true }), from, this.end);
  }

  async read(offset, length, wait) {
    const url = api(['agents', this.agent, 'files', 'read'], { path: this.path, offset, length, wait });
    const response = await request(url, this.abort.signal);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, size: Number(response.headers.get('Meseta-Size')) };
  }
}

function lineStart(bytes) {
  const at = bytes.indexOf(LINE_FEED);
  return at < 0 || at === bytes.length - 1 ? firstCharacter(bytes) : at + 1;
}

function firstCharacter(bytes) {
  let at = 0;
  while (at < 3 && at < bytes.length && (bytes[at] & 0xc0) === 0x80) at++;
  return at;
}

function sleep(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
