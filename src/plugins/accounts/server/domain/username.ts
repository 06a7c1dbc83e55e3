import { foldIdentifier } from './identifiers';

const shortest = 3;
/** Leaves room for what makes it unique. */
const longest = 30;

/** A user name made of somebody's name at a provider. The name may be anything; a user name has no @ and is not too long. */
export function usernameFrom(name: string | null): string {
  const plain = foldIdentifier(name ?? '')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  const short = [...plain].slice(0, longest).join('');
  return [...short].length >= shortest && /[\p{L}\p{N}]/u.test(short) ? short : 'dreamer';
}
