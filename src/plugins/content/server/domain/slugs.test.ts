import {
  slugIssue,
  longestSlug,
  slugPattern,
  chosenSlug,
  isMadeFrom,
  proposedSlug,
  slugOfTitle,
  type SlugState,
} from './slugs';
import fc from 'fast-check';

const event = 'api::event.event';

it.each(['a', 'the-listening-room', '2026-gala', 'x'.repeat(100)])('takes %p', (slug) => {
  expect(slugIssue(event, slug)).toBeUndefined();
});

it.each(['', 'A', 'a_b', '-a', 'a-', 'a--b', 'più', 'a/b', 'x'.repeat(101)])('refuses %p', (slug) => {
  expect(slugIssue(event, slug)).toMatch(/^must (be|have) /);
});

it('refuses what is an address of its own, for that type alone', () => {
  expect(slugIssue(event, 'now')).toContain('an address of its own');
  expect(slugIssue('api::post.post', 'now')).toBeUndefined();
});

const of = (title: unknown) => ({ uid: 'api::event.event', word: 'event', title });
const long = 'ember '.repeat(40);

describe('a slug is made from a title', () => {
  it.each([
    ['Ember Hour', 'ember-hour'],
    ["The Dreamer's Cave", 'the-dreamers-cave'],
    ['Ōpening  the — Vein!', 'opening-the-vein'],
    ['LiraElle', 'liraelle'],
    ['Café Élodie & friends', 'cafe-elodie-and-friends'],
    ['🎸 Rock 🎸', 'rock'],
    ['Вечер', 'vecher'],
    ['-1', '1'],
    ['ﬁn', 'fin'],
    ['Ｎｉｇｈｔ ②', 'night-2'],
    ['e\u0301toile', 'etoile'],
    ['event', 'event'],
  ])('%s', (title, slug) => expect(slugOfTitle(of(title))).toBe(slug));

  it.each(['', '   ', null, undefined, 5])('and from %p none', (title) =>
    expect(slugOfTitle(of(title))).toBeNull(),
  );

  it.each(['日本', '🎸', '---'])('and from %s, which has no letter for one, the same each time', (title) => {
    expect(slugOfTitle(of(title))).toMatch(/^event-[0-9a-f]{8}$/);
    expect(slugOfTitle(of(title))).toBe(slugOfTitle(of(` ${title}`)));
    expect(slugOfTitle(of(title))).not.toBe(slugOfTitle(of(`${title}${title}?`)));
  });

  it('ends with a whole word where the title is too long', () => {
    expect(slugOfTitle(of(long))).toBe(Array(16).fill('ember').join('-'));
    expect(slugOfTitle(of(long))).toMatch(/^ember(-ember)*$/);
    expect(slugOfTitle(of('x'.repeat(300)))).toBe('x'.repeat(longestSlug));
  });
});

it('a proposal is a slug that is free, and made from its title', () => {
  const taken = fc.nat(12);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 260 }), taken, (title, count) => {
      const others = new Set<string>();
      for (let index = 0; index <= count; index += 1) {
        const slug = proposedSlug(of(title), (each) => !others.has(each));
        if (slug === null) return title.trim() === '';
        expect(slug).toMatch(slugPattern);
        expect(slug.length).toBeLessThanOrEqual(longestSlug);
        expect(others.has(slug)).toBe(false);
        expect(isMadeFrom(slug, of(title))).toBe(true);
        others.add(slug);
      }
      return true;
    }),
    { numRuns: 100 },
  );
});

describe('a slug', () => {
  const state = { sent: undefined, stored: null, storedTitle: null, wasPublic: false };
  it.each<[string, string, Partial<SlugState>, string | null]>([
    ['that is not sent is made', 'Ember', {}, null],
    ['that is blank is made', 'Ember', { sent: ' ' }, null],
    ['that was typed is kept', 'Ember', { sent: 'party' }, 'party'],
    ["that is Strapi's own is not kept", 'Ember', { sent: 'event' }, null],
    ['with its number neither', 'Ember', { sent: 'event-12' }, null],
    ['that only begins like it is', 'Ember', { sent: 'event-horizon' }, 'event-horizon'],
    ['is kept where the title is that word', 'Event', { sent: 'event' }, 'event'],
    ['that was made follows its title', 'Amber', { stored: 'ember', storedTitle: 'Ember' }, null],
    [
      'that was made and is sent again does',
      'Amber',
      { sent: 'ember', stored: 'ember', storedTitle: 'Ember' },
      null,
    ],
    ['with a number does', 'Amber', { stored: 'ember-2', storedTitle: 'Ember' }, null],
    ['that was typed does not', 'Amber', { stored: 'party', storedTitle: 'Ember' }, 'party'],
    [
      'that readers know does not',
      'Amber',
      { stored: 'ember', storedTitle: 'Ember', wasPublic: true },
      'ember',
    ],
    [
      'that readers know can be changed',
      'Amber',
      { sent: 'amber', stored: 'ember', wasPublic: true },
      'amber',
    ],
    [
      'that readers know stays when it is cleared',
      'Amber',
      { sent: '', stored: 'ember', wasPublic: true },
      'ember',
    ],
    [
      'that readers know stays, whatever it is',
      'Amber',
      { sent: 'event', stored: 'event', wasPublic: true },
      'event',
    ],
    [
      "that is Strapi's own, in a draft from before, goes",
      'Ember',
      { stored: 'event-1', storedTitle: 'Ember' },
      null,
    ],
  ])('%s', (_name, title, given, expected) =>
    expect(chosenSlug(of(title), { ...state, ...given })).toBe(expected),
  );
});
