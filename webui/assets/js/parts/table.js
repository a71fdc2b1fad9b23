/**
 * Tables of any length: the master filters, sorts and cuts pages, so ten rows cost as much as ten thousand.
 * Page, order and filter live in the address and survive a reload or a copied link.
 */
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api.js';
import { number, words } from '../format.js';
import { html } from '../html.js';
import { replaceQuery, navigate } from '../router.js';
import { useResource } from '../resource.js';
import { Icon } from './icons.js';
import { Failure, Skeleton } from './page.js';

const TYPING_PAUSE_MILLIS = 180;

/**
 * `source`: segments of the endpoint; `fixed`: query that is always sent; `topics`: what makes it change;
 * `columns`: `{ id, label, cell, sort, end, second }` (`end`: right-aligned, `second`: left out on a phone);
 * `filters`: `[value, label]` of the `state` filter, whose counts the endpoint gives; `query`: the page's query;
 * `rowKey`, `rowHref`: functions of a row; `testId`: of each row; `empty`: shown when nothing is there.
 */
export function Table(options) {
  const { source, fixed = {}, topics, query, filters, empty, label } = options;
  const state = query.state ?? filters?.[0][0];
  const url = api(source, { ...fixed, state, q: query.q, sort: query.sort, page: query.page });
  const resource = useResource(url, topics);
  const { data, error, stale } = resource;
  const untouched = data && data.all === 0 && !query.q;
  return html`
    <div class="table-block" data-testid=${options.blockTestId}>
      <div class="table-tools">
        ${filters && html`<${Filters} filters=${filters} chosen=${state} counts=${data?.counts} />`}
        <${Find} query=${query} label=${label} />
      </div>
      ${error && html`<${Failure} error=${error} />`}
      ${!data && !error && html`<${Skeleton} lines=${6} />`}
      ${data && data.rows.length === 0 && html`
        <div class="empty" data-testid="empty">${untouched ? empty : 'Nothing matches.'}</div>
      `}
      ${data && data.rows.length > 0 && html`
        <${Rows} ...${options} rows=${data.rows} stale=${stale} sort=${query.sort ?? data.sort} />
      `}
      ${data && html`<${Pages} data=${data} />`}
    </div>
  `;
}

function Filters({ filters, chosen, counts }) {
  const known = filters.some(([value]) => value === chosen);
  const shown = known ? filters : [[chosen, words(chosen)], ...filters];
  return html`
    <div class="segments" role="group" aria-label="State">
      ${shown.map(([value, text]) => html`
        <button type="button" key=${value} data-testid="filter-${value}"
          aria-pressed=${value === chosen ? 'true' : 'false'}
          onClick=${() => replaceQuery({ state: value === filters[0][0] ? null : value, page: null })}>
          ${text}${counts?.[value] !== undefined && html`<span class="segment-count">${number(counts[value])}</span>`}
        </button>
      `)}
    </div>
  `;
}

function Find({ query, label }) {
  const [text, setText] = useState(query.q ?? '');
  useEffect(() => setText(query.q ?? ''), [query.q]);
  useEffect(() => {
    if (text === (query.q ?? '')) return undefined;
    const timer = setTimeout(() => replaceQuery({ q: text, page: null }), TYPING_PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  const onKeyDown = (event) => {
    if (event.key !== 'Escape') return;
    setText('');
    event.target.blur();
  };
  return html`
    <label class="find">
      <${Icon} name="search" /><span class="sr-only">Find in ${label}</span>
      <input type="search" placeholder="Find" data-find data-testid="find" autocomplete="off" spellcheck=${false}
        value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${onKeyDown} />
    </label>
  `;
}

function Rows({ rows, columns, rowKey, rowHref, testId, label, stale, sort }) {
  return html`
    <div class="table-scroll ${stale ? 'is-stale' : ''}">
      <table class="table" aria-label=${label}>
        <thead>
          <tr>${columns.map((column) => html`<${Heading} key=${column.id} column=${column} sort=${sort} />`)}</tr>
        </thead>
        <tbody>
          ${rows.map((row) => html`
            <tr key=${rowKey(row)} data-testid=${testId} data-key=${rowKey(row)} class=${rowHref ? 'clickable' : ''}
              onClick=${rowHref && ((event) => follow(event, rowHref(row)))}>
              ${columns.map((column) => html`
                <td key=${column.id} class=${classOf(column)} data-label=${column.label}>${column.cell(row)}</td>
              `)}
            </tr>
          `)}
        </tbody>
      </table>
    </div>
  `;
}

function classOf(column) {
  return `cell-${column.id}${column.end ? ' end' : ''}${column.second ? ' second' : ''}`;
}

/** A click anywhere in the row goes to it, but never one that ends a selection or hits a control. */
function follow(event, href) {
  if (event.target.closest('a, button, input') || !document.getSelection().isCollapsed) return;
  if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener');
  else navigate(href);
}

function Heading({ column, sort }) {
  const descending = sort === '-' + column.id;
  const ascending = sort === column.id;
  if (!column.sort) return html`<th scope="col" class=${classOf(column)}>${column.label}</th>`;
  const order = ascending ? 'ascending' : descending ? 'descending' : 'none';
  const next = (column.sort === 'down' ? descending : !ascending) ? column.id : '-' + column.id;
  return html`
    <th scope="col" class=${classOf(column)} aria-sort=${order}>
      <button type="button" class="sort" onClick=${() => replaceQuery({ sort: next, page: null })}>
        ${column.label}<${Icon} name=${ascending ? 'up' : 'down'} />
      </button>
    </th>
  `;
}

function Pages({ data }) {
  const { page, pages, total, size } = data;
  if (total === 0) return null;
  const first = page * size + 1;
  const last = Math.min(total, first + size - 1);
  const go = (target) => replaceQuery({ page: target === 0 ? null : target });
  return html`
    <nav class="pages" aria-label="Pages">
      <span class="pages-text">${number(first)}–${number(last)} of ${number(total)}</span>
      ${pages > 1 && html`
        <button class="button" type="button" data-testid="page-previous" disabled=${page === 0}
          onClick=${() => go(page - 1)}>
          <${Icon} name="left" />Previous
        </button>
        <button class="button" type="button" data-testid="page-next" disabled=${page >= pages - 1}
          onClick=${() => go(page + 1)}>
          Next<${Icon} name="right" />
        </button>
      `}
    </nav>
  `;
}
