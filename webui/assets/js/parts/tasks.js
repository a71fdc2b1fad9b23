/** Tables of tasks, wherever they stand. */
import { lastPart } from '../format.js';
import { html } from '../html.js';
import { pathTo, withQuery } from '../router.js';
import { Icon } from './icons.js';
import { Ident } from './ident.js';
import { Amounts } from './resources.js';
import { State, Why } from './state.js';
import { Table } from './table.js';
import { Duration, Time } from './time.js';

const STATES = [
  ['active', 'Active'],
  ['completed', 'Completed'],
  ['unreachable', 'Unreachable'],
  ['all', 'All'],
];

/** Address of a task's page. */
export function taskHref(task) {
  return pathTo('tasks', task.framework, task.id);
}

const COLUMNS = {
  name: { id: 'name', label: 'Task', sort: 'up', cell: (row) => html`
    <a class="strong" href=${taskHref(row)} data-testid="task-link">${row.name || row.id}</a>
    <span class="sub"><${Ident} value=${row.id} /></span>` },
  framework: { id: 'framework', label: 'Framework', sort: 'up', cell: (row) => html`
    <a href=${pathTo('frameworks', row.framework)} title=${row.frameworkName}>
      ${row.frameworkName || row.framework}
    </a>` },
  state: { id: 'state', label: 'State', sort: 'up', cell: (row) => html`
    <${State} value=${row.state} healthy=${row.healthy} />` },
  why: { id: 'why', label: 'Reason and message', cell: (row) => html`
    <${Why} reason=${row.reason} message=${row.message} />` },
  host: { id: 'host', label: 'Agent', sort: 'up', cell: (row) => row.agent && html`
    <a href=${pathTo('agents', row.agent)} title=${row.host}>${row.host || row.agent}</a>
    <span class="sub id" title=${row.agent}>${row.host && lastPart(row.agent)}</span>` },
  role: { id: 'role', label: 'Role', sort: 'up', second: true, cell: (row) => row.role },
  resources: { id: 'resources', label: 'Resources', second: true, cell: (row) => html`
    <${Amounts} of=${row.resources} />` },
  started: { id: 'started', label: 'Started', sort: 'down', end: true, cell: (row) => html`
    <${Time} at=${row.startedAt} />
    <span class="sub"><${Duration} from=${row.startedAt} to=${row.finishedAt} before="for" /></span>` },
  updated: { id: 'updated', label: 'Updated', sort: 'down', end: true, cell: (row) => html`
    <${Time} at=${row.updatedAt} />` },
  sandbox: { id: 'sandbox', label: 'Sandbox', end: true, cell: (row) => html`<${SandboxLink} task=${row} />` },
};

/** Straight to the task's files. */
export function SandboxLink({ task }) {
  if (!task.agent) return html`<span class="faint">–</span>`;
  return html`
    <a class="sandbox-link" href=${withQuery(taskHref(task), { tab: 'files' })} data-testid="sandbox-link">
      <${Icon} name="folder" />Sandbox
    </a>
  `;
}

/** Tasks of the cluster, or of what `fixed` names; `without`: columns that say nothing there. */
export function TaskTable({ query, fixed, without = [], empty, label = 'tasks' }) {
  const columns = Object.values(COLUMNS).filter((column) => !without.includes(column.id));
  return html`
    <${Table} source=${['tasks']} fixed=${fixed} topics=${['tasks']} query=${query} filters=${STATES} columns=${columns}
      rowKey=${(row) => `${row.framework}/${row.id}`} rowHref=${taskHref} testId="task-row" blockTestId="tasks"
      label=${label} empty=${empty} />
  `;
}
