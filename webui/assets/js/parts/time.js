/** Points in time, as ages or clock times as the reader prefers, and how long something took. */
import { now } from '../clock.js';
import { ago, duration, timestamp } from '../format.js';
import { html } from '../html.js';
import { timeStyle } from '../preferences.js';
import { useStore } from '../store.js';

/** A point in time in milliseconds since the epoch, or a dash. */
export function Time({ at }) {
  const style = useStore(timeStyle);
  const time = useStore(now);
  if (!at) return html`<span class="faint">–</span>`;
  const age = ago(time - at);
  const clock = timestamp(at);
  return html`
    <time class="time" datetime=${new Date(at).toISOString()} title=${style === 'relative' ? clock : age}>
      ${style === 'relative' ? age : clock}
    </time>
  `;
}

/** From `from` to `to`, or still counting when `to` is absent; `before` is a word in front. */
export function Duration({ from, to, before }) {
  const time = useStore(now);
  if (!from) return before ? null : html`<span class="faint">–</span>`;
  const millis = (to ?? Math.max(time, from)) - from;
  const text = to ? duration(millis) : duration(Math.max(1000, millis)).replace(/\.\d s$/, ' s');
  return html`<span class="time">${before && `${before} `}${text}</span>`;
}
