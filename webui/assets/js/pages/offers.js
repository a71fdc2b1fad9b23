/** Offers that frameworks hold right now. */
import { lastPart } from '../format.js';
import { html } from '../html.js';
import { pathTo } from '../router.js';
import { Ident } from '../parts/ident.js';
import { Tags, Title } from '../parts/page.js';
import { Amounts } from '../parts/resources.js';
import { Table } from '../parts/table.js';

const COLUMNS = [
  { id: 'id', label: 'Offer', sort: 'up', cell: (row) => html`<${Ident} value=${row.id} />` },
  { id: 'framework', label: 'Framework', sort: 'up', cell: (row) => html`
    <a class="strong" href=${pathTo('frameworks', row.framework)}>${row.frameworkName || row.framework}</a>` },
  { id: 'roles', label: 'Role', cell: (row) => html`<${Tags} of=${row.roles} />` },
  { id: 'host', label: 'Agent', sort: 'up', cell: (row) => html`
    <a href=${pathTo('agents', row.agent)}>${row.host || row.agent}</a>
    <span class="sub id" title=${row.agent}>${row.host && lastPart(row.agent)}</span>` },
  { id: 'cpus', label: 'Resources', sort: 'down', cell: (row) => html`<${Amounts} of=${row.resources} />` },
];

export function OffersPage({ query }) {
  return html`
    <${Title} text="Offers" below="What frameworks hold right now, until they accept or decline it" />
    <${Table} source=${['offers']} topics=${['offers']} query=${query} columns=${COLUMNS} rowKey=${(row) => row.id}
      testId="offer-row" label="offers"
      empty="No offer is out: frameworks have taken or declined all of them, or there is nothing left to offer." />
  `;
}
