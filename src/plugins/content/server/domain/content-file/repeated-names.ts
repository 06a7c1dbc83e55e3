import type { Path } from './walk';

interface Token {
  name: string;
  value?: unknown;
}

export const repeatedName = 'is given twice in the same object';

interface Level {
  /** The names in an object so far; undefined for a list. */
  names: Set<unknown> | undefined;
  step: string | number;
}

/**
 * Watches the tokens of a JSON text (stream-json's, with packed values) and reports names that occur twice in an object, and
 * `__proto__`. RFC 8259 leaves the meaning of the former open, and most parsers silently keep only the last; stream-json
 * makes the value of the latter the object's prototype, whose attributes would be taken for the object's own.
 */
export function watchNames(report: (path: Path, message: string) => void): (token: Token) => void {
  const levels: Level[] = [];

  const beginValue = (): void => {
    const level = levels.at(-1);
    if (typeof level?.step === 'number') level.step += 1;
  };

  return ({ name, value }) => {
    switch (name) {
      case 'keyValue': {
        const level = levels.at(-1);
        if (!level) return;
        level.step = String(value);
        const path = levels.map(({ step }) => step);
        if (level.names?.has(value)) report(path, repeatedName);
        else if (value === '__proto__') report(path, 'there is no such attribute');
        level.names?.add(value);
        return;
      }
      case 'startObject':
        beginValue();
        levels.push({ names: new Set(), step: '' });
        return;
      case 'startArray':
        beginValue();
        levels.push({ names: undefined, step: -1 });
        return;
      case 'endObject':
      case 'endArray':
        levels.pop();
        return;
      default:
        beginValue();
    }
  };
}
