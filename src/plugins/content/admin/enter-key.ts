/** The form of an entry in the content manager, whatever its type. */
const entryForm = /\/content-manager\/(collection-types|single-types)\/[^/]+\/[^/]+/;

/** Whether the browser would submit an entry's form on this key: HTML's implicit submission. */
const wouldSave = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' &&
  event.target instanceof HTMLInputElement &&
  event.target.form !== null &&
  event.target.closest('[role="dialog"]') === null &&
  entryForm.test(window.location.pathname);

/**
 * Keeps Enter in a text field from saving a draft: a form with two buttons, Save and Publish, leaves no reason to expect that.
 * Components that listen to Enter themselves, such as comboboxes, still get it.
 */
export function preventSaveOnEnter(): void {
  document.addEventListener('keydown', (event) => {
    if (wouldSave(event)) event.preventDefault();
  });
}
