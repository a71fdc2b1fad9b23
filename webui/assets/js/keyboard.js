/** Keyboard shortcuts of the page. They never act while the reader types. */
import { useEffect } from 'preact/hooks';

const SEQUENCE_MILLIS = 1200;

/**
 * Binds keys for as long as the component is shown. A name is a key (`/`), two keys in sequence (`g a`), or a
 * key with Control or Command (`mod+k`).
 */
export function useShortcuts(actions) {
  useEffect(() => {
    let first = null;
    let pressedAt = 0;
    const onKey = (event) => {
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    };
    const actionOf = (event) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return null;
      if (event.metaKey || event.ctrlKey) return actions['mod+' + event.key.toLowerCase()] ?? null;
      if (typing(event.target) || document.querySelector('dialog[open]')) return null;
      const sequence = first && Date.now() - pressedAt < SEQUENCE_MILLIS ? `${first} ${event.key}` : null;
      first = event.key;
      pressedAt = Date.now();
      return actions[sequence] ?? actions[event.key] ?? null;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function typing(target) {
  return Boolean(target?.closest?.('input, textarea, select, [contenteditable]'));
}
