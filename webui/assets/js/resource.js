/** Data of the master that stays current while a component shows it. */
import { useEffect, useState } from 'preact/hooks';
import { fetchJson } from './api.js';
import { onChange } from './live.js';
import { selectionReleased } from './selection.js';

const REREAD_PAUSE_MILLIS = 300;
const EMPTY = { data: null, error: null, url: null };

/**
 * The JSON at `url`, read again when one of `topics` changes. While a new address is being read the old data
 * stays, marked `stale`; after a failed read both `data` (the last good one) and `error` are there.
 */
export function useResource(url, topics) {
  const [state, setState] = useState(EMPTY);
  useEffect(() => {
    const reader = new Reader(url, setState);
    const unsubscribe = onChange(topics, () => reader.read());
    reader.read();
    return () => {
      unsubscribe();
      reader.stop();
    };
  }, [url]);
  return { ...state, stale: state.url !== url };
}

/** One read at a time; requests that arrive meanwhile become a single one afterwards. */
class Reader {
  constructor(url, publish) {
    this.url = url;
    this.publish = publish;
    this.abort = new AbortController();
    this.reading = false;
    this.again = false;
    this.first = true;
  }

  async read() {
    if (this.reading) {
      this.again = true;
      return;
    }
    this.reading = true;
    await this.readOnce();
    this.first = false;
    await new Promise((resolve) => setTimeout(resolve, REREAD_PAUSE_MILLIS));
    this.reading = false;
    if (this.again && !this.stopped()) {
      this.again = false;
      this.read();
    }
  }

  async readOnce() {
    const { url } = this;
    try {
      const data = await fetchJson(url, this.abort.signal);
      if (!this.first) await selectionReleased(this.abort.signal);
      if (!this.stopped()) this.publish({ data, error: null, url });
    } catch (error) {
      if (!this.stopped()) this.publish((old) => ({ data: old.url === url ? old.data : null, error, url }));
    }
  }

  stopped() {
    return this.abort.signal.aborted;
  }

  stop() {
    this.abort.abort();
  }
}
