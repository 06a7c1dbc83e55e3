import { createMask } from '../../../../shared/server/mask';
import { message, untranslated } from '../../contract/message';
import { createMessages, createMessageText, maskedMessage } from './messages';

const texts = {
  said: '{who} said “{what}”',
  told: '{said}, again',
  odd: '{count, plural, one {# odd} other {# odds}}',
};
const catalog = createMessages('test', {
  en: texts,
  it: { ...texts, said: '{who} ha detto «{what}»', told: '{said}, di nuovo' },
  fr: texts,
  es: texts,
});
const { say } = catalog;
const textOf = createMessageText([createMessages('other', { en: {}, it: {}, fr: {}, es: {} }), catalog]);

test('a message has its id, its values and its English text', () => {
  const said = say('said', { who: 'Ada', what: '{no}' });
  expect(said).toEqual({ id: 'test.said', values: { who: 'Ada', what: '{no}' }, text: 'Ada said “{no}”' });
  expect(message.parse(JSON.parse(JSON.stringify(said)))).toEqual(said);
});

test('messages within messages are said in the same language', () => {
  const told = say('told', { said: say('said', { who: 'Ada', what: 'No' }) });
  expect(told.text).toBe('Ada said “No”, again');
  expect(textOf(told, 'it')).toBe('Ada ha detto «No», di nuovo');
  expect(message.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
});

test.each([
  ['no id', untranslated('As it was')],
  ['the id of another catalog', { ...untranslated('As it was'), id: 'elsewhere.said' }],
  ['an id that is gone', { ...untranslated('As it was'), id: 'test.gone' }],
])('with %s it stays English', (_, given) => {
  expect(textOf(given, 'it')).toBe('As it was');
});

test('values are masked wherever they are', () => {
  const mask = createMask({ secrets: ['hush-hush'], personal: new Set() });
  const told = say('told', { said: say('said', { who: 'Ada', what: 'hush-hush' }), count: 2 });
  expect(JSON.stringify(maskedMessage(told, mask))).not.toContain('hush-hush');
  expect(maskedMessage(told, mask).values).toMatchObject({ count: 2 });
});
