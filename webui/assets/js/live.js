/**
 * The stream of change notices. The master says which topics changed and the page reads again what it shows;
 * the notices carry no data, so a lost one costs nothing but time.
 */
import { store } from './store.js';

const SILENCE_MILLIS = 16_000;
const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 15_000;

/**
 * `state` is `connecting`, `live` or `lost`; `heardAt` is when the master last said anything, `retryAt` when a
 * lost connection is tried again (both in milliseconds since the epoch).
 */
export const connection = store({ state: 'connecting', heardAt: null, retryAt: null });

const listeners = new Set();
let source = null;
let retryMillis = FIRST_RETRY_MILLIS;
let retryTimer = 0;
let silenceTimer = 0;

/** Calls `listener` when one of `topics` changed, and after every reconnection. Gives the way to stop it. */
export function onChange(topics, listener) {
  const entry = { topics, listener };
  listeners.add(entry);
  return () => listeners.delete(entry);
}

/** Opens the stream; also the "try now" of a lost connection. */
export function connect() {
  clearTimeout(retryTimer);
  source?.close();
  source = new EventSource('/ui/v1/events');
  source.addEventListener('hello', () => {
    retryMillis = FIRST_RETRY_MILLIS;
    heard();
    notify(null);
  });
  source.addEventListener('change', (event) => {
    heard();
    notify(JSON.parse(event.data).topics);
  });
  source.addEventListener('beat', heard);
  source.addEventListener('error', lost);
  armSilence();
}

function heard() {
  connection.set({ state: 'live', heardAt: Date.now(), retryAt: null });
  armSilence();
}

function armSilence() {
  clearTimeout(silenceTimer);
  silenceTimer = setTimeout(lost, SILENCE_MILLIS);
}

function lost() {
  clearTimeout(silenceTimer);
  clearTimeout(retryTimer);
  source?.close();
  source = null;
  connection.set((old) => ({ ...old, state: 'lost', retryAt: Date.now() + retryMillis }));
  retryTimer = setTimeout(connect, retryMillis);
  retryMillis = Math.min(retryMillis * 2, LAST_RETRY_MILLIS);
}

function notify(topics) {
  for (const entry of [...listeners]) {
    if (topics === null || entry.topics.some((topic) => topics.includes(topic))) entry.listener();
  }
}
