/** What the reader prefers, remembered by the browser: theme, how times read, wrapping of logs. */
import { store } from './store.js';

const PREFIX = 'meseta.';

function remembered(name, allowed) {
  const preference = store(read(name, allowed));
  preference.subscribe((value) => write(name, value));
  return preference;
}

function read(name, allowed) {
  try {
    const value = window.localStorage.getItem(PREFIX + name);
    return allowed.includes(value) ? value : allowed[0];
  } catch {
    return allowed[0];
  }
}

function write(name, value) {
  try {
    window.localStorage.setItem(PREFIX + name, value);
  } catch {
    // No storage: the choice holds for this page only.
  }
}

/** `system`, `light` or `dark`. */
export const theme = remembered('theme', ['system', 'light', 'dark']);

/** `relative` ("3 min ago") or `absolute`. */
export const timeStyle = remembered('time', ['relative', 'absolute']);

/** Whether long lines of a log are wrapped: `on` or `off`. */
export const wrapLines = remembered('wrap', ['on', 'off']);

theme.subscribe((value) => {
  const root = document.documentElement;
  if (value === 'system') delete root.dataset.theme;
  else root.dataset.theme = value;
});

/** The next value of a preference that cycles, for a toggle button or a key. */
export function cycle(preference, values) {
  preference.set((value) => values[(values.indexOf(value) + 1) % values.length]);
}
