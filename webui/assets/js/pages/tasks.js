/** All tasks of the cluster. */
import { html } from '../html.js';
import { withQuery } from '../router.js';
import { Title } from '../parts/page.js';
import { TaskTable } from '../parts/tasks.js';

const LIMITS = ['framework', 'agent', 'executor', 'role'];

export function TasksPage({ query }) {
  const limited = LIMITS.filter((name) => query[name]);
  const fixed = Object.fromEntries(limited.map((name) => [name, query[name]]));
  return html`
    <${Title} text="Tasks" below=${limited.length > 0 && html`
      <span class="limits">
        ${limited.map((name) => html`<span class="tag">${name}: ${query[name]}</span> `)}
        <a href=${withQuery('/ui/tasks', { state: query.state })}>Show all</a>
      </span>`} />
    <${TaskTable} query=${query} fixed=${fixed} without=${['role', 'resources']}
      empty="No task has been launched yet. A framework launches tasks on the offers it accepts." />
  `;
}
