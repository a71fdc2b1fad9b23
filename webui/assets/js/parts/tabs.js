/** Tabs whose choice is in the address (`?tab=`), so that a link leads to the same view. */
import { html } from '../html.js';
import { replaceQuery } from '../router.js';

/** `tabs`: `[id, label, content function]`; the first is shown when `chosen` is none of them. */
export function Tabs({ tabs, chosen, label }) {
  const current = tabs.find(([id]) => id === chosen) ?? tabs[0];
  const select = (id) => replaceQuery({ tab: id === tabs[0][0] ? null : id });
  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
    select(next[0]);
    document.getElementById(`tab-${next[0]}`)?.focus();
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${label} onKeyDown=${onKeyDown}>
      ${tabs.map(([id, text]) => html`
        <button type="button" role="tab" key=${id} id="tab-${id}" aria-controls="panel-${id}" data-testid="tab-${id}"
          aria-selected=${id === current[0] ? 'true' : 'false'} tabindex=${id === current[0] ? 0 : -1}
          onClick=${() => select(id)}>${text}</button>
      `)}
    </div>
    <div class="panel" role="tabpanel" id="panel-${current[0]}" aria-labelledby="tab-${current[0]}" key=${current[0]}>
      ${current[2]()}
    </div>
  `;
}
