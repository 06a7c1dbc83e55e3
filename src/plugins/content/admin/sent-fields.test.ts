import type { Attributes } from './schema-state';
import { sentFields } from './sent-fields';

const attribute = (type: string, localized?: boolean) => ({
  type,
  ...(localized !== undefined && { pluginOptions: { i18n: { localized } } }),
});
const event: Attributes = {
  title: attribute('string', true),
  startTime: attribute('datetime', false),
  lineUp: attribute('component', false),
  updatedAt: attribute('datetime'),
};
const values = { title: 'A', startTime: '2090-05-04T19:00:00.000Z', lineUp: [], updatedAt: 'x', extra: 1 };

describe('sentFields', () => {
  it.each<[string, Attributes, string | null | undefined, object]>([
    ['in English: all', event, 'en', values],
    ['in no language: all', event, undefined, values],
    ['in Italian: what is translated', event, 'it', { title: 'A', updatedAt: 'x', extra: 1 }],
    ['of a type without translations: all', { startTime: attribute('datetime', false) }, 'it', values],
    ['before the panel knows the type: all', {}, 'it', values],
  ])('%s', (_, attributes, locale, expected) => {
    expect(sentFields(values, attributes, locale)).toEqual(expected);
  });
});
