/** A directory of an agent, listed through the master. */
import { useEffect, useState } from 'preact/hooks';
import { api, fetchJson } from '../api.js';
import { bytes } from '../format.js';
import { html } from '../html.js';
import { pathTo, withQuery } from '../router.js';
import { Icon } from './icons.js';
import { CopyButton } from './ident.js';
import { Empty, Ready } from './page.js';
import { Time } from './time.js';

const REREAD_MILLIS = 3000;
const SANDBOX = /^\/frameworks\/[^/]+\/executors\/[^/]+\/runs\/[^/]+/;

/** `hrefOfDirectory(path)` says where a directory opens; files open in the file viewer. */
export function Directory({ agent, path, hrefOfDirectory }) {
  const resource = useDirectory(agent, path);
  return html`
    <${Crumbs} path=${path} hrefOfDirectory=${hrefOfDirectory} />
    <${Ready} resource=${resource}>
      ${(entries) => (entries.length === 0
        ? html`<${Empty}>This directory is empty.<//>`
        : html`<${Listing} agent=${agent} entries=${entries} hrefOfDirectory=${hrefOfDirectory} />`)}
    <//>
  `;
}

/** The way from the root, or from the sandbox, each step a link; the whole path can be copied. */
export function Crumbs({ path, hrefOfDirectory }) {
  const root = SANDBOX.exec(path)?.[0] ?? '';
  const names = path.slice(root.length).split('/').filter(Boolean);
  const steps = names.map((name, index) => [name, `${root}/${names.slice(0, index + 1).join('/')}`]);
  const all = root ? [['sandbox', root], ...steps] : steps;
  return html`
    <nav class="crumbs" aria-label="Path">
      ${all.map(([name, target], index) => html`
        <span class="crumb" key=${target}>${index === all.length - 1
          ? html`<span aria-current="location">${name}</span>`
          : html`<a href=${hrefOfDirectory(target)}>${name}</a>`}</span>
      `)}
      <${CopyButton} text=${path} what="path" />
    </nav>
  `;
}

function Listing({ agent, entries, hrefOfDirectory }) {
  return html`
    <div class="table-scroll">
      <table class="table files" aria-label="Files">
        <thead><tr>
          <th scope="col">Name</th><th scope="col" class="end">Size</th><th scope="col">Mode</th>
          <th scope="col">Owner</th><th scope="col" class="end">Changed</th>
          <th scope="col"><span class="sr-only">Download</span></th>
        </tr></thead>
        <tbody>${entries.map((entry) => html`
          <${Entry} key=${entry.path} agent=${agent} entry=${entry} hrefOfDirectory=${hrefOfDirectory} />`)}
        </tbody>
      </table>
    </div>
  `;
}

function Entry({ agent, entry, hrefOfDirectory }) {
  const directory = isDirectory(entry);
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const href = directory ? hrefOfDirectory(entry.path) : fileHref(agent, entry.path);
  return html`
    <tr data-testid="file-row" data-key=${name}>
      <td><a class="file-name" href=${href}><${Icon} name=${directory ? 'folder' : 'file'} />${name}</a></td>
      <td class="end" data-label="Size">${directory ? '' : bytes(entry.size)}</td>
      <td class="id second" data-label="Mode">${entry.mode}</td>
      <td class="second" data-label="Owner">${entry.uid}:${entry.gid}</td>
      <td class="end" data-label="Changed"><${Time} at=${entry.mtime * 1000} /></td>
      <td class="end">${!directory && html`
        <a class="copy" href=${downloadHref(agent, entry.path)} download title="Download ${name}">
          <${Icon} name="download" /><span class="sr-only">Download ${name}</span>
        </a>`}</td>
    </tr>
  `;
}

/** Whether this is the root of a sandbox. */
export function isSandbox(path) {
  return SANDBOX.exec(path)?.[0] === path;
}

/** Address from which the browser saves a file. */
export function downloadHref(agent, path) {
  return api(['agents', agent, 'files', 'download'], { path });
}

/** Address of the viewer of one file. */
export function fileHref(agent, file) {
  return withQuery(pathTo('files', agent), { file });
}

function isDirectory(entry) {
  return entry.mode.startsWith('d');
}

/** Directories change without notice: this one is read again while it is shown. */
function useDirectory(agent, path) {
  const [state, setState] = useState({ data: null, error: null });
  useEffect(() => {
    const abort = new AbortController();
    const read = () => list(agent, path, abort.signal).then(setState, (error) => {
      if (!abort.signal.aborted) setState((old) => ({ ...old, error }));
    });
    setState({ data: null, error: null });
    read();
    const timer = setInterval(() => document.hidden || read(), REREAD_MILLIS);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [agent, path]);
  return state;
}

async function list(agent, path, signal) {
  const entries = await fetchJson(api(['agents', agent, 'files', 'browse'], { path }), signal);
  entries.sort((a, b) => isDirectory(b) - isDirectory(a) || a.path.localeCompare(b.path));
  return { data: entries, error: null };
}
