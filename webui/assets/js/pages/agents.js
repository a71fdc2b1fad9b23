/** All agents: how full they are and how they do. */
import { html } from '../html.js';
import { number } from '../format.js';
import { pathTo } from '../router.js';
import { Ident } from '../parts/ident.js';
import { StartAgent, Tags, Title } from '../parts/page.js';
import { MiniBar } from '../parts/resources.js';
import { State } from '../parts/state.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';

const STATES = [
  ['all', 'All'],
  ['active', 'Active'],
  ['deactivated', 'Deactivated'],
  ['unreachable', 'Unreachable'],
];

/** Attributes as the flag has them: `rack:r1`. */
export function attributeTexts(attributes) {
  return attributes.map(({ name, value }) => `${name}:${value}`);
}

function share(name, label, second) {
  const cell = (row) => html`
    <${MiniBar} name=${name} total=${row.total[name]} allocated=${row.allocated[name]} offered=${row.offered[name]} />`;
  return { id: name, label, sort: 'down', second, cell };
}

const COLUMNS = [
  { id: 'host', label: 'Agent', sort: 'up', cell: (row) => html`
    <a class="strong" href=${pathTo('agents', row.id)} data-testid="agent-link">${row.hostname}</a>
    <span class="sub"><${Ident} value=${row.id} /></span>` },
  { id: 'state', label: 'State', sort: 'up', cell: (row) => html`<${State} value=${row.state} />` },
  { id: 'attributes', label: 'Attributes', second: true, cell: (row) => html`
    <${Tags} of=${attributeTexts(row.attributes)} />` },
  { id: 'tasks', label: 'Tasks', sort: 'down', end: true, cell: (row) => number(row.activeTasks) },
  share('cpus', 'CPUs'),
  share('mem', 'Memory'),
  share('disk', 'Disk', true),
  share('gpus', 'GPUs', true),
  { id: 'registered', label: 'Registered', sort: 'down', end: true, second: true, cell: (row) => html`
    <${Time} at=${row.reregisteredAt ?? row.registeredAt} />` },
];

export function AgentsPage({ query }) {
  return html`
    <${Title} text="Agents" />
    <${Table} source=${['agents']} topics=${['agents', 'tasks', 'offers']} query=${query} filters=${STATES}
      columns=${COLUMNS}
      rowKey=${(row) => row.id} rowHref=${(row) => pathTo('agents', row.id)} testId="agent-row" label="agents"
      empty=${html`No agent has registered yet. Start one: <${StartAgent} master=${window.location.host} />`} />
  `;
}
