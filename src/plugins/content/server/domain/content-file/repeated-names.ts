import type { Path } from './walk';

interface Token {
  name: string;
  value?: unknown;
}

interface Level {
  /** The names that an object has had so far; a list has none. */
  names: Set<unknown> | undefined;
  step: string | number;
}

/**
 * Watches the tokens of a JSON text (stream-json's, values packed) and reports each name that an object has twice: RFC 8259
 * leaves to the reader what that means, and most take the last and lose the other without a word.
 */
export function watchNames(report: (path: Path) => void): (token: Token) => void {
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
        if (level.names?.has(value)) report(levels.map(({ step }) => step));
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
