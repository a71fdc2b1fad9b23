/** A modal dialog on the browser's own: focus stays inside, Escape and a click beside it close. */
import { useEffect, useRef } from 'preact/hooks';
import { html } from '../html.js';

/** Shows its children until the reader dismisses it. */
export function Dialog({ label, onClose, children, kind = '' }) {
  const element = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current.showModal();
    return () => before?.focus?.();
  }, []);
  const onClick = (event) => event.target === element.current && onClose();
  return html`
    <dialog class="dialog ${kind}" ref=${element} aria-label=${label} onClose=${onClose} onClick=${onClick}>
      <div class="dialog-body">${children}</div>
    </dialog>
  `;
}
