/** States as coloured words: the word says it, the colour only helps. */
import { html } from '../html.js';
import { words } from '../format.js';

const KINDS = {
  TASK_STAGING: 'wait',
  TASK_STARTING: 'wait',
  TASK_RUNNING: 'good',
  TASK_KILLING: 'warn',
  TASK_FINISHED: 'done',
  TASK_FAILED: 'bad',
  TASK_ERROR: 'bad',
  TASK_LOST: 'bad',
  TASK_DROPPED: 'bad',
  TASK_GONE: 'bad',
  TASK_GONE_BY_OPERATOR: 'mute',
  TASK_KILLED: 'mute',
  TASK_UNREACHABLE: 'warn',
  TASK_UNKNOWN: 'warn',
  active: 'good',
  inactive: 'warn',
  disconnected: 'warn',
  recovered: 'warn',
  deactivated: 'warn',
  draining: 'warn',
  drained: 'warn',
  unreachable: 'bad',
  completed: 'mute',
};

/** The kind of a state, which is the colour it has everywhere: good, wait, warn, bad, done or mute. */
export function kindOf(state) {
  return KINDS[state] ?? 'mute';
}

/** The state of a task, framework or agent. */
export function State({ value, healthy }) {
  return html`
    <span class="state state-${kindOf(value)}" data-state=${value}>${words(value)}</span>${healthy === false
      && html`<span class="state state-bad" title="The health check fails">Unhealthy</span>`}
  `;
}

/** Why a task is in its state: the reason as words, the message as it came. */
export function Why({ reason, message }) {
  if (!reason && !message) return html`<span class="faint">–</span>`;
  return html`
    <span class="why">
      ${reason && html`<span class="why-reason" title=${reason}>${words(reason)}</span>`}
      ${message && html`<span class="why-message">${message}</span>`}
    </span>
  `;
}
