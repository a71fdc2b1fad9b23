/** One task: what became of it and why, what it wrote, its files, its definition. */
import { api } from '../api.js';
import { html } from '../html.js';
import { LogViewer } from '../log/log-viewer.js';
import { useResource } from '../resource.js';
import { pathTo, withQuery } from '../router.js';
import { Definition } from '../parts/definition.js';
import { Directory } from '../parts/files.js';
import { Ident } from '../parts/ident.js';
import { Empty, Facts, labelTexts, Ready, Section, Tags, Title } from '../parts/page.js';
import { Amounts } from '../parts/resources.js';
import { State, Why, kindOf } from '../parts/state.js';
import { taskHref } from '../parts/tasks.js';
import { Tabs } from '../parts/tabs.js';
import { Duration, Time } from '../parts/time.js';
import { Timeline } from '../parts/timeline.js';

export function TaskPage({ framework, id, query }) {
  const resource = useResource(api(['tasks', framework, id]), ['tasks']);
  return html`
    <${Ready} resource=${resource}>
      ${(task) => html`
        <${Head} task=${task} />
        ${kindOf(task.state) === 'bad' && html`
          <div class="verdict" data-testid="verdict"><${Why} reason=${task.reason} message=${task.message} /></div>
        `}
        <div class="task-columns">
          <${Section} title="What happened" id="timeline"><${Timeline} statuses=${task.statuses} /><//>
          <${Section} title="Facts" id="facts"><${Facts} rows=${factsOf(task)} /><//>
        </div>
        <${Tabs} label="Task" chosen=${query.tab} tabs=${tabsOf(task, query)} />
      `}
    <//>
  `;
}

function Head({ task }) {
  return html`
    <${Title} text=${task.name || task.id}
      above=${html`
        <a href=${pathTo('frameworks')}>Frameworks</a><span class="path-mark">/</span>
        <a href=${pathTo('frameworks', task.framework)}>${task.frameworkName || task.framework}</a>`}
      beside=${html`<${State} value=${task.state} healthy=${task.healthy} />`}
      below=${html`<${Ident} value=${task.id} whole />`} />
  `;
}

function factsOf(task) {
  return [
    ['Agent', task.agent && html`<a href=${pathTo('agents', task.agent)}>${task.host || task.agent}</a>`],
    ['Framework', html`<a href=${pathTo('frameworks', task.framework)}>${task.frameworkName || task.framework}</a>`],
    ['Role', task.role],
    ['User', task.user],
    ['Resources', html`<${Amounts} of=${task.resources} />`],
    ['Limits', Object.keys(task.limits).length > 0 && html`<${Amounts} of=${task.limits} />`],
    ['Started', html`<${Time} at=${task.startedAt} />`],
    ['Ran', html`<${Duration} from=${task.startedAt} to=${task.finishedAt} />`],
    ['Executor', task.executor && html`<${Ident} value=${task.executor} />`],
    ['Container', task.container && html`<${Ident} value=${task.container} />`],
    ['Addresses', task.addresses.length > 0 && html`<${Tags} of=${task.addresses} />`],
    ['Labels', task.labels.length > 0 && html`<${Tags} of=${labelTexts(task.labels)} />`],
  ].filter(([, value]) => value !== false);
}

function tabsOf(task, query) {
  const { sandbox } = task;
  const definition = ['definition', 'Definition', () => html`<${Definition} value=${task.definition} />`];
  if (!sandbox) {
    const none = () => html`<${Empty}>Its agent is not here, or it never reached one: there is no sandbox to show.<//>`;
    return [definition, ['files', 'Files', none]];
  }
  const output = (name) => () => html`
    <${LogViewer} key=${name} agent=${sandbox.agent} path="${sandbox.path}/${name}" testId="task-${name}"
      waiting="The task has not written to ${name}, or its sandbox is gone." />`;
  const here = (dir) => withQuery(taskHref(task), { tab: 'files', dir });
  return [
    ['stdout', 'stdout', output('stdout')],
    ['stderr', 'stderr', output('stderr')],
    ['files', 'Files', () => html`
      <${Directory} agent=${sandbox.agent} path=${query.dir ?? sandbox.path} hrefOfDirectory=${here} />`],
    definition,
  ];
}
