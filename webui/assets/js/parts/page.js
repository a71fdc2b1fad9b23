/** The pieces every page is made of: its title, facts, sections, and what is shown when there is no data. */
import { useEffect } from 'preact/hooks';
import { html } from '../html.js';
import { Icon } from './icons.js';

/** Title of the page, also of the browser's window. */
export function Title({ text, above, beside, below }) {
  useEffect(() => {
    document.title = text ? `${text} · Meseta` : 'Meseta';
  }, [text]);
  return html`
    <div class="title">
      ${above && html`<p class="title-above">${above}</p>`}
      <h1>${text}${beside && html`<span class="title-beside">${beside}</span>`}</h1>
      ${below && html`<p class="title-below">${below}</p>`}
    </div>
  `;
}

/** A part of a page with a heading. */
export function Section({ title, beside, children, id }) {
  return html`
    <section class="section" aria-labelledby=${id}>
      <div class="section-head"><h2 id=${id}>${title}</h2>${beside}</div>
      ${children}
    </section>
  `;
}

/** Names and values; pairs without a value are left out. */
export function Facts({ rows }) {
  return html`
    <dl class="facts">
      ${rows.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => html`
        <div key=${name}><dt>${name}</dt><dd>${value}</dd></div>
      `)}
    </dl>
  `;
}

/** Small labels in a row. */
export function Tags({ of }) {
  if (!of || of.length === 0) return null;
  return html`<span class="tags">${of.map((text) => html`<span class="tag" key=${text}>${text}</span>`)}</span>`;
}

/** Nothing to show, and what would change that. */
export function Empty({ children }) {
  return html`<div class="empty" data-testid="empty">${children}</div>`;
}

/** A read failed: the master's words. */
export function Failure({ error }) {
  return html`
    <div class="failure" role="alert"><${Icon} name="warning" /><p>${error.message}</p></div>
  `;
}

/** Grey lines in place of what is being read. */
export function Skeleton({ lines = 4 }) {
  return html`
    <div class="skeleton" aria-busy="true" aria-label="Loading">
      ${Array.from({ length: lines }, (_, index) => html`<span key=${index}></span>`)}
    </div>
  `;
}

/** The children once there is data; before that a skeleton, or why there is none. */
export function Ready({ resource, children }) {
  const { data, error } = resource;
  if (data) return html`${error && html`<${Failure} error=${error} />`}${children(data)}`;
  return error ? html`<${Failure} error=${error} />` : html`<${Skeleton} />`;
}

/** A command to type; one click selects all of it. */
export function Command({ children }) {
  return html`<code class="command">${children}</code>`;
}

/** How to add an agent to the cluster of the master at this address. */
export function StartAgent({ master }) {
  return html`<${Command}>meseta agent --master=${master} --work_dir=/var/lib/meseta<//>`;
}

/** Labels as Mesos writes them: `key=value`, or the key alone. */
export function labelTexts(labels) {
  return labels.map(({ key, value }) => (value ? `${key}=${value}` : key));
}
