import { IntlMessageFormat } from 'intl-messageformat';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** The elements of a text that stand for a value; the others are literal text, `#` and tags. */
const isValue = (element: Elements[number]): element is Extract<Elements[number], { value: string }> =>
  Number(element.type) >= 1 && Number(element.type) <= 6;

function namesIn(elements: Elements): string[] {
  return elements.flatMap((element) => {
    const options = 'options' in element ? Object.values(element.options) : [];
    return [
      ...(isValue(element) ? [element.value] : []),
      ...options.flatMap(({ value }) => namesIn(value)),
      ...('children' in element ? namesIn(element.children) : []),
    ];
  });
}

/** The names of the values that an ICU text has room for. @throws if it is not well-formed */
export const valuesIn = (text: string, language = 'en'): string[] =>
  [...new Set(namesIn(new IntlMessageFormat(text, language).getAst()))].sort();
