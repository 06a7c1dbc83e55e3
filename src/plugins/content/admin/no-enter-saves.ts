/** The form of an entry in the content manager, whatever its type. */
const entryForm = /\/content-manager\/(collection-types|single-types)\/[^/]+\/[^/]+/;

/** Whether a key pressed here would have the browser send off an entry's form, by the rule for text fields of HTML. */
const wouldSave = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' &&
  event.target instanceof HTMLInputElement &&
  event.target.form !== null &&
  event.target.closest('[role="dialog"]') === null &&
  entryForm.test(window.location.pathname);

/**
 * Enter in a text field saved a draft, which nobody expects of a form with two buttons, Save and Publish. What listens to Enter
 * itself, as lists to choose from do, still hears it.
 */
export function keepEnterFromSaving(): void {
  document.addEventListener('keydown', (event) => {
    if (wouldSave(event)) event.preventDefault();
  });
}
