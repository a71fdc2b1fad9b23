/** Counters of task states, each a link to those tasks. */
import { number, words } from '../format.js';
import { html } from '../html.js';
import { kindOf } from './state.js';

const ALWAYS = [
  'TASK_STAGING', 'TASK_STARTING', 'TASK_RUNNING', 'TASK_FINISHED', 'TASK_FAILED', 'TASK_KILLED', 'TASK_LOST',
];
const ORDER = [
  'TASK_STAGING', 'TASK_STARTING', 'TASK_RUNNING', 'TASK_KILLING', 'TASK_UNREACHABLE', 'TASK_FINISHED',
  'TASK_FAILED', 'TASK_KILLED', 'TASK_LOST', 'TASK_ERROR', 'TASK_DROPPED', 'TASK_GONE', 'TASK_GONE_BY_OPERATOR',
];

/** `counts`: state → tasks; `href`: address of the tasks in a state. States that are rare appear when they occur. */
export function TaskCounters({ counts, href }) {
  const states = ORDER.filter((state) => ALWAYS.includes(state) || counts[state] > 0);
  return html`
    <ul class="counters" aria-label="Tasks by state">
      ${states.map((state) => html`
        <li key=${state} class=${counts[state] ? `counter counter-${kindOf(state)}` : 'counter counter-zero'}>
          <a href=${href(state)} data-testid="count-${state}">
            <span class="counter-value">${number(counts[state] ?? 0)}</span>
            <span class="counter-name">${words(state)}</span>
          </a>
        </li>
      `)}
    </ul>
  `;
}
