/** A short table whose rows came with the page: no paging, no sorting. */
import { html } from '../html.js';

/** `columns`: `[label, cell function]`. */
export function SimpleTable({ columns, rows, rowKey, label }) {
  return html`
    <div class="table-scroll">
      <table class="table" aria-label=${label}>
        <thead><tr>${columns.map(([text]) => html`<th scope="col" key=${text}>${text}</th>`)}</tr></thead>
        <tbody>
          ${rows.map((row) => html`
            <tr key=${rowKey(row)}>
              ${columns.map(([text, cell]) => html`<td key=${text} data-label=${text}>${cell(row)}</td>`)}
            </tr>
          `)}
        </tbody>
      </table>
    </div>
  `;
}
