import * as React from 'react';
import { Typography } from '@strapi/design-system';
import { createPortal } from 'react-dom';

interface RowHeader {
  element: Element;
  /** Which row it belongs to. While one is dragged it has no header. */
  index: number;
}

/** The first ancestor with something after it holds the field's label; its parent is the field. */
function fieldOf(element: Element): Element | null {
  let at: Element | null = element;
  while (at !== null && at.nextElementSibling === null) at = at.parentElement;
  return at?.parentElement ?? null;
}

function headersIn(field: Element): RowHeader[] {
  return [...field.querySelectorAll('h3 > button[data-state]')].flatMap((element) => {
    const row = element.closest('h3')?.parentElement;
    return row?.parentElement ? [{ element, index: [...row.parentElement.children].indexOf(row) }] : [];
  });
}

const isSame = (one: readonly RowHeader[], other: readonly RowHeader[]): boolean =>
  one.length === other.length &&
  one.every(({ element, index }, at) => {
    const known = other[at];
    return known !== undefined && element === known.element && index === known.index;
  });

/** The headers of the rows of the field in whose label the anchor is, as they come and go. */
function useRowHeaders(anchor: React.RefObject<Element>): RowHeader[] {
  const [headers, setHeaders] = React.useState<RowHeader[]>([]);
  React.useEffect(() => {
    const field = anchor.current && fieldOf(anchor.current);
    if (!field) return undefined;
    const look = (): void => {
      const found = headersIn(field);
      setHeaders((known) => (isSame(known, found) ? known : found));
    };
    look();
    const observer = new MutationObserver(look);
    observer.observe(field, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [anchor]);
  return headers;
}

/**
 * Writes into the headers of a repeatable component's rows what each row is. Strapi shows a single text attribute there,
 * and nothing for a relation, a choice or several attributes. Rendered in the label of the field.
 */
export const RowLabels = ({ texts }: { texts: readonly string[] }) => {
  const anchor = React.useRef<HTMLSpanElement>(null);
  const headers = useRowHeaders(anchor);
  return (
    <>
      {headers.map(({ element, index }) =>
        createPortal(
          // React hands clicks on it to the label that renders it, so they are left to the header.
          <Typography tag="span" fontWeight="bold" textAlign="left" style={{ pointerEvents: 'none' }}>
            {texts[index] ?? ''}
          </Typography>,
          element,
          String(index),
        ),
      )}
      <span ref={anchor} hidden />
    </>
  );
};
