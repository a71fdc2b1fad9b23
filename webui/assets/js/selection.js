/**
 * Nothing on the page moves while the reader has text selected: refreshed data waits until the selection is
 * released. A selection that vanishes under the pointer is a bug.
 */
import { store } from './store.js';

/** True while some text of the page is selected. */
export const selecting = store(false);

document.addEventListener('selectionchange', () => {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 && !selection.isCollapsed;
  selecting.set(Boolean(range && inMain(selection.anchorNode)));
});

function inMain(node) {
  const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  return Boolean(element && element.closest('main') && !element.closest('input, textarea'));
}

/** Resolves at once when nothing is selected, else when the selection is gone or `signal` aborts. */
export function selectionReleased(signal) {
  if (!selecting.get()) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      unsubscribe();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const unsubscribe = selecting.subscribe((value) => value || finish());
    signal.addEventListener('abort', finish);
  });
}
