/** Bookmarks of the Apache Mesos web UI (`#/slaves/…`, `#/frameworks/…`) lead to our pages. */
import { pathTo, withQuery } from './router.js';

const RULES = [
  [/^\/?$/, () => '/'],
  [/^\/frameworks\/?$/, () => pathTo('frameworks')],
  [/^\/frameworks\/([^/]+)\/?$/, (framework) => pathTo('frameworks', framework)],
  [/^\/agents\/?$/, () => pathTo('agents')],
  [/^\/agents\/([^/]+)\/?$/, (agent) => pathTo('agents', agent)],
  [/^\/agents\/([^/]+)\/browse$/, browse],
  [/^\/agents\/([^/]+)\/frameworks\/([^/]+)\/?$/, tasksOf],
  [/^\/agents\/([^/]+)\/frameworks\/([^/]+)\/executors\/([^/]+)\/?$/, tasksOf],
  [/^\/agents\/([^/]+)\/frameworks\/([^/]+)\/executors\/([^/]+)\/browse$/, sandbox],
  [/^\/agents\/[^/]+\/frameworks\/([^/]+)\/executors\/[^/]+\/tasks\/([^/]+)\/browse$/, taskFiles],
  [/^\/roles\/?$/, () => pathTo('roles')],
  [/^\/offers\/?$/, () => pathTo('offers')],
];

function browse(agent, query) {
  return withQuery(pathTo('files', agent), { path: query.get('path') });
}

function tasksOf(agent, framework, executorOrQuery) {
  const executor = typeof executorOrQuery === 'string' ? executorOrQuery : undefined;
  return withQuery(pathTo('tasks'), { agent, framework, executor, state: 'all' });
}

function sandbox(agent, framework, executor) {
  const path = `/frameworks/${framework}/executors/${executor}/runs/latest`;
  return withQuery(pathTo('files', agent), { path });
}

function taskFiles(framework, task) {
  return withQuery(pathTo('tasks', framework, task), { tab: 'files' });
}

/** Our address for a hash of the Mesos UI; null when it is none. */
export function translate(hash) {
  if (!hash.startsWith('#/') && hash !== '#') return null;
  const [route, search] = hash.slice(1).split('?');
  const path = route.replace(/^\/slaves(?=\/|$)/, '/agents');
  for (const [pattern, target] of RULES) {
    const found = pattern.exec(path);
    if (found) return target(...found.slice(1).map(decodeURIComponent), new URLSearchParams(search));
  }
  return '/';
}

/** Replaces an old address with ours before the page renders, and whenever the hash changes. */
export function redirectOldRoutes(onRedirect) {
  const redirect = () => {
    const target = translate(window.location.hash);
    if (target === null) return;
    window.history.replaceState(null, '', target);
    onRedirect?.();
  };
  redirect();
  window.addEventListener('hashchange', redirect);
}
