/** The path of an entry's form in the content manager. */
const entryForm = /\/content-manager\/(collection-types|single-types)\/[^/]+\/[^/]+/;

/** Whether a key would make the browser submit an entry's form: HTML's implicit submission. */
const wouldSave = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' &&
  event.target instanceof HTMLInputElement &&
  event.target.form !== null &&
  event.target.closest('[role="dialog"]') === null &&
  entryForm.test(window.location.pathname);

/**
 * Prevents Enter in a text field from saving a draft: in a form with two buttons, Save and Publish, nobody expects that.
 * Components that handle Enter themselves, such as comboboxes, still get it.
 */
export function preventSaveOnEnter(): void {
  document.addEventListener('keydown', (event) => {
    if (wouldSave(event)) event.preventDefault();
  });
}
