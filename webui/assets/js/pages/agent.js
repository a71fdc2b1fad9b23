/** One agent: what it has, who uses it, and its tasks. */
import { api } from '../api.js';
import { number } from '../format.js';
import { html } from '../html.js';
import { useResource } from '../resource.js';
import { pathTo, withQuery } from '../router.js';
import { fileHref } from '../parts/files.js';
import { Icon } from '../parts/icons.js';
import { Ident } from '../parts/ident.js';
import { Facts, Ready, Section, Tags, Title } from '../parts/page.js';
import { Amounts, ResourceBars } from '../parts/resources.js';
import { State } from '../parts/state.js';
import { SimpleTable } from '../parts/simple-table.js';
import { TaskTable } from '../parts/tasks.js';
import { Time } from '../parts/time.js';
import { attributeTexts } from './agents.js';
import { AGENT_LOG } from './files.js';

export function AgentPage({ id, query }) {
  const resource = useResource(api(['agents', id]), ['agents', 'tasks', 'offers']);
  return html`
    <${Ready} resource=${resource}>
      ${(agent) => html`
        <${Head} agent=${agent} />
        <div class="overview">
          <${ResourceBars} total=${agent.total} allocated=${agent.allocated} offered=${agent.offered} />
          <${Facts} rows=${factsOf(agent)} />
        </div>
        <${Frameworks} agent=${agent} />
        <${Executors} agent=${agent} />
        <${Reservations} agent=${agent} />
      `}
    <//>
    <${Section} title="Tasks" id="tasks">
      <${TaskTable} query=${query} fixed=${{ agent: id }} without=${['host', 'role', 'updated']}
        label="tasks of this agent" empty="No task has run on this agent yet." />
    <//>
  `;
}

function Head({ agent }) {
  return html`
    <${Title} text=${agent.hostname} above=${html`<a href=${pathTo('agents')}>Agents</a>`}
      beside=${html`<${State} value=${agent.state} />`}
      below=${html`
        <${Ident} value=${agent.id} whole />
        <a class="out" href=${fileHref(agent.id, AGENT_LOG)}><${Icon} name="file" />Log of the agent</a>
      `} />
  `;
}

function factsOf(it) {
  return [
    ['Attributes', it.attributes.length > 0 ? html`<${Tags} of=${attributeTexts(it.attributes)} />` : 'none'],
    ['Fault domain', it.domain],
    ['Address', html`<span class="id">${it.address}</span>`],
    ['Version', it.version],
    ['Registered', html`<${Time} at=${it.registeredAt} />`],
    ['Re-registered', it.reregisteredAt && html`<${Time} at=${it.reregisteredAt} />`],
    ['Unreachable', it.unreachableAt && html`<${Time} at=${it.unreachableAt} />`],
    ['Capabilities', it.capabilities.length > 0 && html`<${Tags} of=${it.capabilities} />`],
  ].filter(([, value]) => value !== false);
}

function Frameworks({ agent }) {
  if (agent.frameworks.length === 0) return null;
  const columns = [
    ['Framework', (row) => html`<a class="strong" href=${pathTo('frameworks', row.id)}>${row.name}</a>`],
    ['Tasks', (row) => number(row.activeTasks)],
    ['Holds', (row) => html`<${Amounts} of=${row.allocated} />`],
  ];
  return html`
    <${Section} title="Frameworks" id="frameworks">
      <${SimpleTable} columns=${columns} rows=${agent.frameworks} rowKey=${(row) => row.id}
        label="Frameworks on this agent" />
    <//>
  `;
}

function Executors({ agent }) {
  if (agent.executors.length === 0) return null;
  const sandbox = (row) => `/frameworks/${row.framework}/executors/${row.id}/runs/latest`;
  const columns = [
    ['Executor', (row) => html`
      <span class="strong">${row.name || row.id}</span><span class="sub"><${Ident} value=${row.id} /></span>`],
    ['Framework', (row) => html`<a href=${pathTo('frameworks', row.framework)}>${row.frameworkName}</a>`],
    ['Holds', (row) => html`<${Amounts} of=${row.resources} />`],
    ['Sandbox', (row) => html`
      <a class="sandbox-link" href=${withQuery(pathTo('files', agent.id), { path: sandbox(row) })}>
        <${Icon} name="folder" />Sandbox
      </a>`],
  ];
  return html`
    <${Section} title="Executors" id="executors">
      <${SimpleTable} columns=${columns} rows=${agent.executors} rowKey=${(row) => `${row.framework}/${row.id}`}
        label="Executors on this agent" />
    <//>
  `;
}

function Reservations({ agent }) {
  if (agent.reservations.length === 0) return null;
  const columns = [
    ['Role', (row) => html`<span class="strong">${row.role}</span>`],
    ['Reserved', (row) => html`<${Amounts} of=${row.resources} />`],
  ];
  return html`
    <${Section} title="Reservations" id="reservations">
      <${SimpleTable} columns=${columns} rows=${agent.reservations} rowKey=${(row) => row.role}
        label="Reservations on this agent" />
    <//>
  `;
}
