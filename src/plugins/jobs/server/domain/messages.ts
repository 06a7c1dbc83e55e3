import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import type { Mask } from '../../../../shared/server/mask';
import { messageOf } from '../../../../shared/server/message-of';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { message as messageSchema, untranslated, type Message } from '../../contract/message';

type Values = Message['values'];
/** Texts by their keys, in every language of the club: ICU messages. */
export type Catalog<Key extends string = string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** A translated text of a catalog, with its values. */
export type Translate<Key extends string> = (language: Language, key: Key, values?: Values) => string;

/**
 * The texts of a catalog.
 *
 * @param prefix what the panel has before the keys, in the ids of its texts
 */
export function createMessages<Key extends string>(prefix: string, catalog: Catalog<Key>) {
  const formats = new Map<string, IntlMessageFormat>();
  function formatOf(language: Language, key: Key): IntlMessageFormat {
    const name = `${language} ${key}`;
    const format = formats.get(name) ?? new IntlMessageFormat(catalog[language][key], language);
    formats.set(name, format);
    return format;
  }
  const isKey = (key: string): key is Key => Object.hasOwn(catalog[defaultLanguage], key);

  const translate = (
    language: Language,
    key: Key,
    values: Values,
    nested: (message: Message) => string,
  ): string => {
    const plain = Object.entries(values).map(([name, value]): [string, string | number] => [
      name,
      typeof value === 'object' ? nested(value) : value,
    ]);
    return String(formatOf(language, key).format(Object.fromEntries(plain)));
  };

  return {
    /** Makes a message, which has its English text with it. */
    say: (key: Key, values: Values = {}): Message => ({
      id: `${prefix}.${key}`,
      values,
      text: translate(defaultLanguage, key, values, ({ text }) => text),
    }),
    /** One of the texts, in a language. */
    translate: ((language, key, values = {}) =>
      translate(language, key, values, ({ text }) => text)) satisfies Translate<Key>,
    /**
     * The text of a message of this catalog in a language. @param nested for messages in it
     * @returns null for messages of others, and for what was stored before its text had all of today's values
     */
    textOf(message: Message, language: Language, nested: (message: Message) => string): string | null {
      const key = message.id?.startsWith(`${prefix}.`) ? message.id.slice(prefix.length + 1) : null;
      if (key === null || !isKey(key)) return null;
      try {
        return translate(language, key, message.values, nested);
      } catch {
        return null;
      }
    },
  };
}

type TextOf = ReturnType<typeof createMessages>['textOf'];

/** Says messages of several catalogs; what none of them has stays English. */
export function createMessageText(catalogs: readonly { textOf: TextOf }[]) {
  return function textOf(message: Message, language: Language): string {
    for (const catalog of catalogs) {
      const text = catalog.textOf(message, language, (nested) => textOf(nested, language));
      if (text !== null) return text;
    }
    return message.text;
  };
}

/** A message without secrets. */
export const maskedMessage = ({ id, values, text }: Message, mask: Mask): Message => ({
  id,
  values: Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Values[string]] => {
      if (typeof value === 'number') return [name, value];
      return [name, typeof value === 'string' ? mask.text(value) : maskedMessage(value, mask)];
    }),
  ),
  text: mask.text(text),
});

const saying = z.object({ said: messageSchema });

/** What an error says, of whatever was thrown; words of a library or of a remote system have no translation. */
export function saidBy(error: unknown): Message {
  const { data } = saying.safeParse(error);
  return data?.said ?? untranslated(messageOf(error));
}

/**
 * A message in two columns: its English text, and all of it as JSON. Rows from before messages had ids have the text alone.
 */
export function messageIn(text: string | null, json: string | null): Message | null {
  if (text === null) return null;
  try {
    return messageSchema.parse(JSON.parse(json ?? ''));
  } catch {
    return untranslated(text);
  }
}

/** The values of those two columns. */
export const columnsOf = (message: Message | null): [text: string | null, json: string | null] =>
  message === null ? [null, null] : [message.text, JSON.stringify(message)];
