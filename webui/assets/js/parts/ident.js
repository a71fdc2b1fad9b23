/** Ids: short to read, whole to copy. */
import { useState } from 'preact/hooks';
import { shortId } from '../format.js';
import { html } from '../html.js';
import { Icon } from './icons.js';

const THANKS_MILLIS = 1200;

/** An id, shortened unless `whole`, with a button that copies all of it; a link when `href` is given. */
export function Ident({ value, href, whole }) {
  const text = whole ? value : shortId(value);
  const label = html`<span class="id" title=${value}>${text}</span>`;
  return html`
    <span class="ident">
      ${href ? html`<a href=${href}>${label}</a>` : label}<${CopyButton} text=${value} what="id" />
    </span>
  `;
}

/** Copies `text`; says so for a moment. */
export function CopyButton({ text, what }) {
  const [copied, setCopied] = useState(false);
  const onClick = async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!(await copy(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), THANKS_MILLIS);
  };
  const label = copied ? 'Copied' : `Copy ${what}`;
  return html`
    <button class="copy ${copied ? 'copied' : ''}" type="button" title=${label} onClick=${onClick}>
      <${Icon} name=${copied ? 'check' : 'copy'} /><span class="sr-only" aria-live="polite">${label}</span>
    </button>
  `;
}

async function copy(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => copyOldWay(text));
  }
  return copyOldWay(text);
}

/** The clipboard API exists only on https and localhost; a master is often neither. */
function copyOldWay(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
