/** One tick a second for everything that shows an age; it stands still while text is selected or the page is hidden. */
import { store } from './store.js';
import { selecting } from './selection.js';

/** Milliseconds since the epoch, at most a second old. */
export const now = store(Date.now());

setInterval(() => {
  if (!document.hidden && !selecting.get()) now.set(Date.now());
}, 1000);
