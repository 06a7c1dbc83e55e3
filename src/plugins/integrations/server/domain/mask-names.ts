/** Words that make whatever a field, header or parameter of such a name holds a secret. */
const secretWords =
  /token|secret|passw|passphrase|authorization|credential|cookie|signature|assertion|apikey|privatekey|appsecretproof|sessionid|jwt|hmac/;

const secretNames = new Set(['auth', 'code', 'key', 'pin', 'proof', 'pwd', 'session', 'sid', 'sig']);

/** Names that are about a person, in what the vendors send. */
const personalNames = new Set([
  'address',
  'addressee',
  'attendees',
  'avatarname',
  'birthdate',
  'birthday',
  'creator',
  'displayname',
  'firstname',
  'from',
  'fullname',
  'imageurl',
  'ip',
  'ipaddress',
  'lastname',
  'mail',
  'nickname',
  'organizer',
  'phone',
  'phonenumber',
  'socialconnections',
  'thumburl',
  'username',
  'vanity',
]);

export const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Whether a value is hidden for the name that it goes by.
 *
 * @param personal further names, as `folded` gives them
 */
export function isHiddenName(name: string, personal: ReadonlySet<string>): boolean {
  const known = folded(name);
  return (
    secretWords.test(known) ||
    secretNames.has(known) ||
    known.includes('email') ||
    personalNames.has(known) ||
    personal.has(known)
  );
}

/** `code` is a secret in OAuth, and the number of an error everywhere else. */
export const isErrorCode = (name: string, value: string): boolean =>
  folded(name) === 'code' && /^\d*$/.test(value);
