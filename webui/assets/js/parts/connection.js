/** Says at every moment whether what is shown is current. */
import { now } from '../clock.js';
import { duration } from '../format.js';
import { html } from '../html.js';
import { connect, connection } from '../live.js';
import { selecting } from '../selection.js';
import { useStore } from '../store.js';

/** Live, held (text is selected), connecting, or stale. */
export function ConnectionBadge() {
  const { state } = useStore(connection);
  const held = useStore(selecting);
  const badge = badgeOf(state, held);
  return html`
    <span class="badge badge-${badge.kind}" role="status" title=${badge.title} data-testid="connection">
      <span class="dot" aria-hidden="true"></span>${badge.text}
    </span>
  `;
}

function badgeOf(state, held) {
  if (state === 'lost') return { kind: 'lost', text: 'Stale', title: 'The connection to the master is lost' };
  if (state === 'connecting') return { kind: 'wait', text: 'Connecting', title: 'Waiting for the master' };
  if (held) return { kind: 'wait', text: 'Held', title: 'Nothing moves while text is selected' };
  return { kind: 'live', text: 'Live', title: 'Changes appear by themselves' };
}

/** What is shown is old: since when, and when the master is tried again. */
export function LostBanner() {
  const { state, heardAt, retryAt } = useStore(connection);
  const time = useStore(now);
  if (state !== 'lost') return null;
  const age = heardAt === null ? 'No answer from the master yet' : `Data is ${since(time - heardAt)} old`;
  const wait = Math.max(0, Math.ceil((retryAt - time) / 1000));
  return html`
    <div class="banner" role="alert" data-testid="stale">
      <p><strong>Connection lost.</strong> ${age}; next try ${wait === 0 ? 'now' : `in ${wait} s`}.</p>
      <button class="button" type="button" onClick=${connect}>Try now</button>
    </div>
  `;
}

function since(millis) {
  return duration(Math.max(0, millis));
}
