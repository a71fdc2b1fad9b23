/**
 * The stream of change notices. The master says which topics changed and the page reads again what it shows;
 * the notices carry no data, so a lost one costs nothing but time.
 */
import { setClock, time } from './clock.js';
import { store } from './store.js';

const SILENCE_MILLIS = 16_000;
const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 15_000;

/**
 * `state` is `connecting`, `live` or `lost`; `heardAt` is when the master last said anything, `retryAt` when a
 * lost connection is tried again (both by the master's clock).
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
  source.addEventListener('hello', (event) => {
    retryMillis = FIRST_RETRY_MILLIS;
    heard(event);
    notify(null);
  });
  source.addEventListener('change', (event) => notify(heard(event).topics));
  source.addEventListener('beat', heard);
  source.addEventListener('error', lost);
  armSilence();
}

function heard(event) {
  const notice = JSON.parse(event.data);
  setClock(notice.now);
  connection.set({ state: 'live', heardAt: time(), retryAt: null });
  armSilence();
  return notice;
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
  connection.set((old) => ({ ...old, state: 'lost', retryAt: time() + retryMillis }));
  retryTimer = setTimeout(connect, retryMillis);
  retryMillis = Math.min(retryMillis * 2, LAST_RETRY_MILLIS);
}

function notify(topics) {
  for (const entry of [...listeners]) {
    if (topics === null || entry.topics.some((topic) => topics.includes(topic))) entry.listener();
  }
}
