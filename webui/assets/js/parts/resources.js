/** Resources: one line in a table, bars on a page. */
import { amount } from '../format.js';
import { html } from '../html.js';

const ORDER = ['cpus', 'mem', 'disk', 'gpus'];
const NAMES = { cpus: 'CPUs', mem: 'Memory', disk: 'Disk', gpus: 'GPUs', ports: 'Ports' };

function sorted(names) {
  const place = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return [...names].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** How a resource is called on the page. */
export function resourceName(name) {
  return NAMES[name] ?? name;
}

/** All amounts that are not zero, one after the other. */
export function Amounts({ of }) {
  const names = sorted(Object.keys(of ?? {})).filter((name) => of[name] !== 0 && of[name] !== '');
  if (names.length === 0) return html`<span class="faint">–</span>`;
  return html`
    <span class="amounts">
      ${names.map((name) => html`
        <span class="amount">${amount(name, of[name])} <span class="amount-name">${unit(name)}</span></span>
      `)}
    </span>
  `;
}

function unit(name) {
  return name === 'cpus' ? 'cpu' : name === 'gpus' ? 'gpu' : name;
}

/**
 * A bar for each scalar resource of `total`: what is allocated, what is offered, what is idle. Resources that are
 * not numbers are listed below as text.
 */
export function ResourceBars({ total, allocated = {}, offered = {} }) {
  const names = sorted(Object.keys(total));
  const scalars = names.filter((name) => typeof total[name] === 'number' && (total[name] > 0 || name !== 'gpus'));
  const others = names.filter((name) => typeof total[name] !== 'number');
  return html`
    <div class="bars">
      ${scalars.map((name) => html`
        <${Bar} key=${name} name=${name} total=${total[name]} allocated=${allocated[name] ?? 0}
          offered=${offered[name] ?? 0} />
      `)}
      ${others.map((name) => html`
        <div class="bar-other" key=${name}>
          <span class="bar-name">${resourceName(name)}</span> <span class="id">${total[name]}</span>
        </div>
      `)}
    </div>
  `;
}

function Bar({ name, total, allocated, offered }) {
  const idle = Math.max(0, total - allocated - offered);
  const share = (value) => (total > 0 ? Math.min(100, (100 * value) / total) : 0);
  const parts = [[allocated, 'allocated'], [offered, 'offered'], [idle, 'idle']];
  const text = parts.map(([value, part]) => `${amount(name, value)} ${part}`).join(', ');
  return html`
    <div class="bar">
      <div class="bar-head">
        <span class="bar-name">${resourceName(name)}</span>
        <dl class="bar-legend">
          <div><dt><i class="key-allocated"></i>allocated</dt><dd>${amount(name, allocated)}</dd></div>
          <div><dt><i class="key-offered"></i>offered</dt><dd>${amount(name, offered)}</dd></div>
          <div><dt><i class="key-idle"></i>idle</dt><dd>${amount(name, idle)}</dd></div>
        </dl>
        <span class="bar-total"><span class="faint">of</span> ${amount(name, total)}</span>
      </div>
      <div class="bar-track" role="img" aria-label="${resourceName(name)}: ${text}">
        <span class="bar-part bar-allocated" style=${{ width: `${share(allocated)}%` }}></span>
        <span class="bar-part bar-offered" style=${{ width: `${share(offered)}%` }}></span>
      </div>
    </div>
  `;
}

/** A small bar for a table cell: allocated of total, in words and as a line. */
export function MiniBar({ name, total, allocated = 0, offered = 0 }) {
  if (!total) return html`<span class="faint">–</span>`;
  const share = (value) => Math.min(100, (100 * value) / total);
  return html`
    <span class="mini" title="${amount(name, allocated)} allocated, ${amount(name, offered)} offered">
      <span class="mini-text">${amount(name, allocated)} <span class="faint">/ ${amount(name, total)}</span></span>
      <span class="bar-track mini-track" aria-hidden="true">
        <span class="bar-part bar-allocated" style=${{ width: `${share(allocated)}%` }}></span>
        <span class="bar-part bar-offered" style=${{ width: `${share(offered)}%` }}></span>
      </span>
    </span>
  `;
}
