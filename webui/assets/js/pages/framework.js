/** One framework: who it is, what it holds, its tasks and why they ended. */
import { api } from '../api.js';
import { duration, percent } from '../format.js';
import { html } from '../html.js';
import { useResource } from '../resource.js';
import { pathTo, withQuery } from '../router.js';
import { TaskCounters } from '../parts/counters.js';
import { Icon } from '../parts/icons.js';
import { Ident } from '../parts/ident.js';
import { Facts, labelTexts, Ready, Section, Tags, Title } from '../parts/page.js';
import { Amounts } from '../parts/resources.js';
import { State } from '../parts/state.js';
import { TaskTable } from '../parts/tasks.js';
import { Time } from '../parts/time.js';

export function FrameworkPage({ id, query }) {
  const resource = useResource(api(['frameworks', id]), ['frameworks', 'tasks']);
  const hrefOfState = (state) => withQuery(pathTo('frameworks', id), { state });
  return html`
    <${Ready} resource=${resource}>
      ${(framework) => html`
        <${Head} framework=${framework} />
        <${TaskCounters} counts=${framework.taskCounts} href=${hrefOfState} />
        <${Facts} rows=${factsOf(framework)} />
      `}
    <//>
    <${Section} title="Tasks" id="tasks">
      <${TaskTable} query=${query} fixed=${{ framework: id }} without=${['framework', 'role', 'updated']}
        label="tasks of this framework" empty="This framework has not launched a task yet." />
    <//>
  `;
}

function Head({ framework }) {
  return html`
    <${Title} text=${framework.name} above=${html`<a href=${pathTo('frameworks')}>Frameworks</a>`}
      beside=${html`<${State} value=${framework.state} />`}
      below=${html`
        <${Ident} value=${framework.id} whole />
        ${isWeb(framework.webuiUrl) && html`
          <a class="out" href=${framework.webuiUrl} target="_blank" rel="noopener noreferrer">
            <${Icon} name="open" />Its own page
          </a>
        `}`} />
  `;
}

function factsOf(it) {
  return [
    ['Holds', html`<${Amounts} of=${it.allocated} />`],
    ['Offered to it', html`<${Amounts} of=${it.offered} />`],
    ['Dominant share', percent(it.share)],
    ['Roles', html`<${Tags} of=${it.roles} />`],
    ['User', it.user],
    ['Principal', it.principal],
    ['Host', it.hostname],
    ['Registered', html`<${Time} at=${it.registeredAt} />`],
    ['Re-registered', it.reregisteredAt && html`<${Time} at=${it.reregisteredAt} />`],
    ['Unregistered', it.unregisteredAt && html`<${Time} at=${it.unregisteredAt} />`],
    ['Failover timeout', duration(1000 * it.failoverTimeoutSeconds)],
    ['Checkpoint', it.checkpoint ? 'yes' : 'no'],
    ['Capabilities', it.capabilities.length > 0 && html`<${Tags} of=${it.capabilities} />`],
    ['Labels', it.labels.length > 0 && html`<${Tags} of=${labelTexts(it.labels)} />`],
  ].filter(([, value]) => value !== false);
}

/** A framework names its own address: only the two schemes of the web become a link. */
function isWeb(url) {
  return /^https?:\/\//i.test(url ?? '');
}
