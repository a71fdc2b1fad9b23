/** Jump to any framework, task, agent or role by a part of its name or id. */
import { useEffect, useState } from 'preact/hooks';
import { api, fetchJson } from '../api.js';
import { html } from '../html.js';
import { navigate, pathTo, withQuery } from '../router.js';
import { Dialog } from './dialog.js';
import { SECTIONS } from './navigation.js';
import { State } from './state.js';

const PAUSE_MILLIS = 120;

/** Opens with `/`; arrows choose, Enter goes. */
export function Palette({ onClose }) {
  const [text, setText] = useState('');
  const { hits, error } = useHits(text.trim());
  const [chosen, setChosen] = useState(0);
  useEffect(() => setChosen(0), [hits]);
  const go = (hit) => {
    onClose();
    navigate(hit.href);
  };
  const onKeyDown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((old) => Math.max(0, Math.min(hits.length - 1, old + step)));
    else if (event.key === 'Enter' && hits[chosen]) go(hits[chosen]);
    else return;
    event.preventDefault();
  };
  return html`
    <${Dialog} label="Search the cluster" kind="palette" onClose=${onClose}>
      <input class="palette-input" type="search" autofocus placeholder="Framework, task, agent or role"
        aria-label="Search the cluster" role="combobox" aria-expanded="true" aria-controls="palette-hits"
        aria-activedescendant=${hits[chosen] ? `hit-${chosen}` : null} autocomplete="off" spellcheck=${false}
        value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${onKeyDown}
        data-testid="search-input" />
      <ul class="hits" id="palette-hits" role="listbox" aria-label="Found">
        ${hits.map((hit, index) => html`<${Hit} hit=${hit} index=${index} chosen=${index === chosen} onGo=${go} />`)}
      </ul>
      ${error && html`<p class="note" role="alert">${error.message}</p>`}
      ${!error && hits.length === 0 && html`<p class="note">Nothing is called “${text.trim()}”.</p>`}
    <//>
  `;
}

function Hit({ hit, index, chosen, onGo }) {
  const scroll = (element) => chosen && element?.scrollIntoView({ block: 'nearest' });
  return html`
    <li id="hit-${index}" role="option" aria-selected=${chosen ? 'true' : 'false'} ref=${scroll}
      onClick=${() => onGo(hit)} data-testid="search-hit">
      <span class="hit-kind">${hit.kind}</span>
      <span class="hit-name">${hit.name}</span>
      <span class="hit-detail">${hit.state ? html`<${State} value=${hit.state} />` : hit.detail}</span>
    </li>
  `;
}

const SECTION_HITS = SECTIONS.map((section) => ({
  kind: 'Page',
  name: section.label,
  detail: `g ${section.key}`,
  href: pathTo(...section.segments),
}));

function useHits(text) {
  const [result, setResult] = useState({ hits: SECTION_HITS, error: null });
  useEffect(() => {
    if (!text) {
      setResult({ hits: SECTION_HITS, error: null });
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => search(text, abort.signal).then(setResult), PAUSE_MILLIS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return result;
}

async function search(text, signal) {
  try {
    return { hits: hitsOf(await fetchJson(api(['search'], { q: text }), signal)), error: null };
  } catch (error) {
    return { hits: [], error: error.name === 'AbortError' ? null : error };
  }
}

function hitsOf({ frameworks, tasks, agents, roles }) {
  return [
    ...frameworks.map(({ id, name }) => hit('Framework', name, pathTo('frameworks', id), { detail: id })),
    ...tasks.map((it) => hit('Task', it.name || it.id, pathTo('tasks', it.framework, it.id), { state: it.state })),
    ...agents.map(({ id, hostname }) => hit('Agent', hostname, pathTo('agents', id), { detail: id })),
    ...roles.map(({ name }) => hit('Role', name, withQuery(pathTo('roles'), { q: name }), {})),
  ];
}

function hit(kind, name, href, more) {
  return { kind, name, href, ...more };
}
