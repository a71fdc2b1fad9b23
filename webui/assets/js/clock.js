/**
 * The master's time, for everything that shows an age. Ticks once a second; stands still while text is selected or the
 * page is hidden.
 */
import { store } from './store.js';
import { selecting } from './selection.js';

let aheadMillis = 0;

/** Milliseconds since the epoch by the master's clock, at most a second old. */
export const now = store(Date.now());

/** The master said what time it is there: this device's clock may be wrong. */
export function setClock(millis) {
  aheadMillis = millis - Date.now();
}

/** Milliseconds since the epoch by the master's clock. */
export function time() {
  return Date.now() + aheadMillis;
}

setInterval(() => {
  if (!document.hidden && !selecting.get()) now.set(time());
}, 1000);
