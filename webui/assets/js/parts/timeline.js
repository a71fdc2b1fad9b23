/** The states of a task in order: who said so, why, and how long each lasted. */
import { duration, words } from '../format.js';
import { html } from '../html.js';
import { Empty } from './page.js';
import { kindOf, State, Why } from './state.js';
import { Time } from './time.js';

/** `statuses`: oldest first. */
export function Timeline({ statuses }) {
  if (statuses.length === 0) return html`<${Empty}>No status update has arrived yet.<//>`;
  return html`
    <ol class="timeline" data-testid="timeline">
      ${statuses.map((status, index) => html`
        <li key=${index} class="moment moment-${kindOf(status.state)}" data-testid="status">
          <div class="moment-head">
            <${State} value=${status.state} healthy=${status.healthy} />
            <span class="faint">${said(status)}</span>
            <span class="moment-time"><${Time} at=${status.at} /></span>
          </div>
          <${Reasons} status=${status} />
          <${Until} status=${status} next=${statuses[index + 1]} />
        </li>
      `)}
    </ol>
  `;
}

function said({ source }) {
  return source ? `from the ${words(source).toLowerCase().replace('slave', 'agent')}` : '';
}

function Reasons({ status }) {
  if (!status.reason && !status.message) return null;
  return html`<${Why} reason=${status.reason} message=${status.message} />`;
}

function Until({ status, next }) {
  if (!next?.at || !status.at) return null;
  return html`<p class="moment-gap">${duration(next.at - status.at)}</p>`;
}
