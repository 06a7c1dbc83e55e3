import { parseXml, XmlElement } from '@rgrove/parse-xml';

/** The root of a document; a strict parser throws where it is not well-formed. */
export function parse(document: string): XmlElement {
  const { root } = parseXml(document);
  if (!root) throw new Error('There is no element');
  return root;
}

export const children = (element: XmlElement | undefined, name?: string): XmlElement[] =>
  (element?.children ?? []).filter(
    (child): child is XmlElement =>
      child instanceof XmlElement && (name === undefined || child.name === name),
  );

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  children(element, name)[0];

export const text = (element: XmlElement | undefined, name: string): string | undefined =>
  child(element, name)?.text;
