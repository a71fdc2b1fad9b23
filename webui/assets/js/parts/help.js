/** The list of keyboard shortcuts. */
import { html } from '../html.js';
import { Dialog } from './dialog.js';
import { SECTIONS } from './navigation.js';

const GENERAL = [
  [['/'], 'Search the cluster'],
  [['f'], 'Find in this table'],
  [['t'], 'Relative or clock times'],
  [['d'], 'System, light or dark'],
  [['?'], 'This list'],
  [['Esc'], 'Close'],
];

/** Opens with `?`. */
export function Help({ onClose }) {
  const sections = SECTIONS.map((section) => [['g', section.key], `Go to ${section.label.toLowerCase()}`]);
  return html`
    <${Dialog} label="Keyboard shortcuts" onClose=${onClose}>
      <h2>Keyboard shortcuts</h2>
      <div class="shortcuts">
        <${Keys} rows=${GENERAL} />
        <${Keys} rows=${sections} />
      </div>
      <p class="note">
        Programs find <a href="/state" target="_blank">/state</a> and the other endpoints of Mesos at this address.
      </p>
      <form method="dialog"><button class="button">Close</button></form>
    <//>
  `;
}

function Keys({ rows }) {
  return html`
    <dl class="keys">
      ${rows.map(([keys, text]) => html`
        <div><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${text}</dd></div>
      `)}
    </dl>
  `;
}
