/** Roles: their weight, who is in them, and what they hold. */
import { html } from '../html.js';
import { pathTo } from '../router.js';
import { Title } from '../parts/page.js';
import { Amounts } from '../parts/resources.js';
import { Table } from '../parts/table.js';

const COLUMNS = [
  { id: 'name', label: 'Role', sort: 'up', cell: (row) => html`<span class="strong id">${row.name}</span>` },
  { id: 'weight', label: 'Weight', sort: 'down', end: true, cell: (row) => row.weight },
  { id: 'frameworks', label: 'Frameworks', sort: 'down', cell: (row) => html`<${Members} of=${row.frameworks} />` },
  { id: 'allocated', label: 'Allocated', cell: (row) => html`<${Amounts} of=${row.allocated} />` },
  { id: 'offered', label: 'Offered', cell: (row) => html`<${Amounts} of=${row.offered} />` },
  { id: 'reserved', label: 'Reserved', second: true, cell: (row) => html`<${Amounts} of=${row.reserved} />` },
];

function Members({ of }) {
  if (of.length === 0) return html`<span class="faint">–</span>`;
  return of.map(({ id, name }) => html`<a class="member" key=${id} href=${pathTo('frameworks', id)}>${name}</a>`);
}

export function RolesPage({ query }) {
  return html`
    <${Title} text="Roles" below="Who shares the cluster with whom, and by which weight" />
    <${Table} source=${['roles']} topics=${['roles', 'frameworks', 'tasks', 'offers']} query=${query} columns=${COLUMNS}
      rowKey=${(row) => row.name} testId="role-row" label="roles"
      empty="No role is in use. Roles appear when frameworks subscribe with them." />
  `;
}
