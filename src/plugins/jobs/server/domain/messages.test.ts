import { createMask } from '../../../../shared/server/mask';
import { message, untranslated } from '../../contract/message';
import { columnsOf, createMessages, createMessageText, maskedMessage, messageIn, saidBy } from './messages';

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

test('what was stored before its text had all of today’s values is said as it was stored', () => {
  expect(textOf({ id: 'test.said', values: { who: 'Ada' }, text: 'Ada spoke' }, 'it')).toBe('Ada spoke');
});

test('values are masked wherever they are', () => {
  const mask = createMask({ secrets: ['hush-hush'], personal: new Set() });
  const told = say('told', { said: say('said', { who: 'Ada', what: 'hush-hush' }), count: 2 });
  expect(JSON.stringify(maskedMessage(told, mask))).not.toContain('hush-hush');
  expect(maskedMessage(told, mask).values).toMatchObject({ count: 2 });
});

test.each([null, say('told', { said: say('said', { who: 'Ada', what: 'No' }) })])(
  'a message is read from its columns as it was',
  (said) => expect(messageIn(...columnsOf(said))).toEqual(said),
);

test.each([
  ['no message', null],
  ['a message that cannot be read', '{"id":'],
  ['something else', '{"a":1}'],
])('a row with %s has its text', (_, json) =>
  expect(messageIn('As it was', json)).toEqual(untranslated('As it was')),
);

test('an error says what it has to say, and any other its own words', () => {
  const said = say('said', { who: 'Ada', what: 'No' });
  expect(saidBy(Object.assign(new Error('x'), { said }))).toEqual(said);
  expect(saidBy(Object.assign(new Error('x'), { said: 'y' }))).toEqual(untranslated('x'));
  expect(saidBy('y')).toEqual(untranslated('y'));
});
