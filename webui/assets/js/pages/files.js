/** Files of an agent: a directory (`?path=`) or one file, live (`?file=`). */
import { html } from '../html.js';
import { LogViewer } from '../log/log-viewer.js';
import { pathTo, withQuery } from '../router.js';
import { Crumbs, Directory, isSandbox } from '../parts/files.js';
import { Ident } from '../parts/ident.js';
import { Empty, Title } from '../parts/page.js';

/** Under this path agents show their own log, if they keep one. */
export const AGENT_LOG = '/slave/log';

export function FilesPage({ agent, query }) {
  const hrefOfDirectory = (path) => withQuery(pathTo('files', agent), { path });
  const shown = query.file ?? query.path;
  return html`
    <${Title} text=${titleOf(shown)}
      above=${html`<a href=${pathTo('agents', agent)}>Agent</a>`} below=${html`<${Ident} value=${agent} whole />`} />
    ${query.file && html`
      <${Crumbs} path=${query.file} hrefOfDirectory=${hrefOfDirectory} />
      <${LogViewer} key=${query.file} agent=${agent} path=${query.file} testId="file-text"
        waiting=${query.file === AGENT_LOG && 'This agent keeps no log file; it does when started with --log_dir.'} />
    `}
    ${!query.file && query.path && html`
      <${Directory} agent=${agent} path=${query.path} hrefOfDirectory=${hrefOfDirectory} />
    `}
    ${!shown && html`<${Empty}>Name a directory in the address, for example from a task's sandbox link.<//>`}
  `;
}

function titleOf(path) {
  if (!path) return 'Files';
  return isSandbox(path) ? 'Sandbox' : path.slice(path.lastIndexOf('/') + 1);
}
