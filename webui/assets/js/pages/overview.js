/** The cluster at a glance: room, tasks, and what went wrong last. */
import { api } from '../api.js';
import { lastPart, number } from '../format.js';
import { html } from '../html.js';
import { useResource } from '../resource.js';
import { pathTo, withQuery } from '../router.js';
import { TaskCounters } from '../parts/counters.js';
import { Empty, Facts, Ready, Section, StartAgent, Title } from '../parts/page.js';
import { ResourceBars } from '../parts/resources.js';
import { State, Why } from '../parts/state.js';
import { taskHref, TaskTable } from '../parts/tasks.js';
import { Duration, Time } from '../parts/time.js';

export function OverviewPage({ query }) {
  const resource = useResource(api(['overview']), ['tasks', 'agents', 'frameworks', 'offers', 'roles']);
  return html`
    <${Ready} resource=${resource}>
      ${(overview) => html`
        <${Title} text=${overview.cluster || 'Cluster'} below=${html`<${Master} of=${overview.master} />`} />
        <div class="overview">
          <${Room} overview=${overview} />
          <${Members} overview=${overview} />
        </div>
        <${Section} title="Tasks" id="task-counts">
          <${TaskCounters} counts=${overview.tasks} href=${(state) => withQuery(pathTo('tasks'), { state })} />
        <//>
        ${overview.failures.length > 0 && html`<${Failures} failures=${overview.failures} />`}
      `}
    <//>
    <${Section} title="Running now" id="running" beside=${html`<a href=${pathTo('tasks')}>All tasks</a>`}>
      <${TaskTable} query=${query} fixed=${{ size: 20 }} without=${['why', 'role', 'updated']}
        empty="Nothing runs. Tasks appear here as soon as a framework launches them." />
    <//>
  `;
}

function Master({ of }) {
  return html`
    Master at <span class="id">${of.address}</span>, speaks Mesos ${of.version}, up <${Duration} from=${of.startedAt} />
  `;
}

function Room({ overview }) {
  if (overview.agents.active === 0) {
    return html`
      <${Empty}>
        No agent is active, so there is nothing to offer. Start one:
        <${StartAgent} master=${overview.master.address} />
      <//>
    `;
  }
  return html`<${ResourceBars} ...${overview.resources} />`;
}

function Members({ overview }) {
  const { agents, frameworks, offers } = overview;
  return html`
    <${Facts} rows=${[
      ['Agents', html`<a href=${pathTo('agents')}><${Parts} of=${agents} none="none" /></a>`],
      ['Frameworks', html`<a href=${pathTo('frameworks')}><${Parts} of=${frameworks} none="none" /></a>`],
      ['Offers out', html`<a href=${pathTo('offers')}>${number(offers)}</a>`],
      ['Master started', html`<${Time} at=${overview.master.startedAt} />`],
      ['Elected', html`<${Time} at=${overview.master.electedAt} />`],
    ]} />
  `;
}

function Parts({ of, none }) {
  const parts = Object.entries(of).filter(([, value]) => value > 0);
  if (parts.length === 0) return none;
  return parts.map(([name, value]) => `${number(value)} ${name}`).join(', ');
}

function Failures({ failures }) {
  const which = failures.length === 1 ? 'the last failure' : `the last ${failures.length} failures`;
  return html`
    <${Section} title="What went wrong" id="failures" beside=${html`<span class="faint">${which}</span>`}>
      <ul class="failures" data-testid="failures">
        ${failures.map((task) => html`
          <li key="${task.framework}/${task.id}">
            <a href=${taskHref(task)}>
              <span class="failure-head">
                <${State} value=${task.state} />
                <span class="strong">${task.name || task.id}</span>
                <span class="faint">of ${task.frameworkName}${task.host && ` on ${task.host} (${lastPart(task.agent)})`}</span>
                <${Time} at=${task.updatedAt} />
              </span>
              <${Why} reason=${task.reason} message=${task.message} />
            </a>
          </li>
        `)}
      </ul>
    <//>
  `;
}
