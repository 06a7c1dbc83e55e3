import { parser } from 'stream-json';
import { z } from 'zod';
import { pathText } from './issues';
import { watchNames } from './repeated-names';

const token = z.object({ name: z.string(), value: z.unknown().optional() });

async function repeated(text: string): Promise<string[]> {
  const found: string[] = [];
  const watch = watchNames((path) => found.push(pathText(path)));
  const tokens = parser({ streamValues: false });
  tokens.end(text);
  for await (const each of tokens) watch(token.parse(each));
  return found;
}

it.each<[string, string[]]>([
  ['{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}', []],
  ['{"a": 1, "a": 2}', ['a']],
  ['[1, {"x": 1}, {"a": 1, "b": [], "a": [2]}]', ['[2].a']],
  ['[{"t": {"en": {"bio": "x", "bio": "y"}}}]', ['[0].t.en.bio']],
  ['{"artists": [[], null, true, "s", {"n": 1, "n": 2, "n": 3}]}', ['artists[4].n', 'artists[4].n']],
  ['{"\\u0061": 1, "a": 2}', ['a']],
  ['{"__proto__": 1, "__proto__": 2, "constructor": 3}', ['__proto__', '__proto__']],
  ['[{"__proto__": {"slug": "a"}}]', ['[0].__proto__']],
])('in %s: %j', async (text, paths) => expect(await repeated(text)).toEqual(paths));
