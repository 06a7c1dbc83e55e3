type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What a key of the form of an entry does, as the content manager has it (its keyboardShortcuts, which it does not export). */
export function shortcutOf({ key, ctrlKey, metaKey, shiftKey }: Keys): 'publish' | 'save' | null {
  if (!ctrlKey && !metaKey) return null;
  if (key === 'Enter') return shiftKey ? 'publish' : 'save';
  return key.toLowerCase() === 's' && !shiftKey ? 'save' : null;
}

const replayed = new WeakSet<Event>();

/** Presses keys once more, for the content manager alone. */
export function replay({ key, ctrlKey, metaKey, shiftKey }: Keys): void {
  const again = new KeyboardEvent('keydown', { key, ctrlKey, metaKey, shiftKey, cancelable: true });
  replayed.add(again);
  window.dispatchEvent(again);
}

export const isReplayed = (event: Event): boolean => replayed.has(event);
