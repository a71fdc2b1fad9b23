/** All frameworks: who they are, what they hold, how their tasks do. */
import { html } from '../html.js';
import { number, percent } from '../format.js';
import { pathTo } from '../router.js';
import { Ident } from '../parts/ident.js';
import { Command, Tags, Title } from '../parts/page.js';
import { Amounts } from '../parts/resources.js';
import { State } from '../parts/state.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';

const STATES = [
  ['all', 'All'],
  ['active', 'Active'],
  ['inactive', 'Inactive'],
  ['completed', 'Completed'],
];

const COLUMNS = [
  { id: 'name', label: 'Framework', sort: 'up', cell: (row) => html`
    <a class="strong" href=${pathTo('frameworks', row.id)} data-testid="framework-link">${row.name}</a>
    <span class="sub"><${Ident} value=${row.id} /></span>` },
  { id: 'state', label: 'State', sort: 'up', cell: (row) => html`<${State} value=${row.state} />` },
  { id: 'host', label: 'Host', sort: 'up', second: true, cell: (row) => row.hostname },
  { id: 'user', label: 'User', sort: 'up', second: true, cell: (row) => row.user },
  { id: 'roles', label: 'Roles', second: true, cell: (row) => html`<${Tags} of=${row.roles} />` },
  { id: 'tasks', label: 'Active tasks', sort: 'down', end: true, cell: (row) => number(row.activeTasks) },
  { id: 'cpus', label: 'Holds', sort: 'down', cell: (row) => html`<${Amounts} of=${row.allocated} />` },
  { id: 'share', label: 'Share', sort: 'down', end: true, second: true, cell: (row) => percent(row.share) },
  { id: 'registered', label: 'Registered', sort: 'down', end: true, cell: (row) => html`
    <${Time} at=${row.registeredAt} />` },
];

export function FrameworksPage({ query }) {
  return html`
    <${Title} text="Frameworks" />
    <${Table} source=${['frameworks']} topics=${['frameworks', 'tasks']} query=${query} filters=${STATES}
      columns=${COLUMNS} rowKey=${(row) => row.id} rowHref=${(row) => pathTo('frameworks', row.id)}
      testId="framework-row" label="frameworks"
      empty=${html`No framework has registered yet. Watch one in its first minute: <${Command}>meseta hello<//>`} />
  `;
}
