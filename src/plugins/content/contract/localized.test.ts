import { isLocalized } from './localized';

it.each([
  ['translated', { pluginOptions: { i18n: { localized: true } } }, true],
  ['not translated', { pluginOptions: { i18n: { localized: false } } }, false],
  ['of a schema that does not say', { pluginOptions: { i18n: {} } }, undefined],
  ['of a schema without options', {}, undefined],
  ['of a schema with something else there', { pluginOptions: { i18n: { localized: 'yes' } } }, undefined],
])('%s', (_case, schema, expected) => {
  expect(isLocalized(schema)).toBe(expected);
});
