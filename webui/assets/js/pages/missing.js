/** An address that leads nowhere. */
import { html } from '../html.js';
import { Title } from '../parts/page.js';

export function MissingPage() {
  return html`
    <${Title} text="Not here" />
    <p class="empty">There is no page at this address. <a href="/">Go to the overview</a></p>
  `;
}
