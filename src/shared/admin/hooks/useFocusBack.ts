import * as React from 'react';

/**
 * For a dialog that opens as it is rendered: `onCloseAutoFocus` of its content, which gives the focus back to what had it.
 * Radix does so only for a trigger of its own, and leaves the focus nowhere else.
 */
export function useFocusBack(): (event: Event) => void {
  const [opener] = React.useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement) opener.focus();
  };
}
