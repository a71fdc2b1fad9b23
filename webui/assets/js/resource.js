/** Data of the master that stays current while a component shows it. */
import { useEffect, useState } from 'preact/hooks';
import { fetchJson } from './api.js';
import { onChange } from './live.js';
import { selectionReleased } from './selection.js';

const SHORTEST_PAUSE_MILLIS = 300;
const LONGEST_PAUSE_MILLIS = 5000;
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

/**
 * One read at a time; requests that arrive meanwhile become a single one afterwards. Takes at most a fifth of the
 * time, so that a page that is dear to make is asked for less often.
 */
class Reader {
  constructor(url, publish) {
    this.url = url;
    this.publish = publish;
    this.abort = new AbortController();
    this.reading = false;
    this.again = false;
    this.first = true;
    this.costMillis = 0;
  }

  async read() {
    if (this.reading) {
      this.again = true;
      return;
    }
    this.reading = true;
    await this.readOnce();
    this.first = false;
    await pause(4 * this.costMillis);
    this.reading = false;
    if (this.again && !this.stopped()) {
      this.again = false;
      this.read();
    }
  }

  async readOnce() {
    const { url } = this;
    const began = Date.now();
    try {
      const data = await fetchJson(url, this.abort.signal);
      this.costMillis = Date.now() - began;
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

function pause(millis) {
  const bounded = Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, millis));
  return new Promise((resolve) => setTimeout(resolve, bounded));
}
