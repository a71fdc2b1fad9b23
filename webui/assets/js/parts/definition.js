/** A value as indented JSON that can be copied. */
import { html } from '../html.js';
import { CopyButton } from './ident.js';

/** What the framework asked for, in the words of the API. */
export function Definition({ value }) {
  const text = JSON.stringify(value, null, 2);
  return html`
    <div class="definition">
      <${CopyButton} text=${text} what="JSON" />
      <pre data-testid="definition">${text}</pre>
    </div>
  `;
}
