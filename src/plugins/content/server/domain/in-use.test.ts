import { inUseText, referencesTo, type Users } from './in-use';
import type { Language } from '../../../../shared/server/languages';

const events: Users = { word: 'event', names: ['A', 'B', 'C', 'D', 'E'] };
const posts: Users = { word: 'post', names: ['F'] };

it.each<[Language, string]>([
  ['en', 'Still in use by 5 events (A, B, C and 2 more); 1 post (F). Take it out of these first.'],
  ['it', 'Ancora in uso: 5 eventi (A, B, C e altri 2); 1 articolo (F). Toglilo prima da lì.'],
  ['fr', 'Encore utilisé par 5 événements (A, B, C et 2 de plus); 1 article (F). Retirez-le de là d’abord.'],
  ['es', 'Todavía en uso: 5 eventos (A, B, C y 2 más); 1 artículo (F). Quítalo primero de ahí.'],
])('in %s, who uses it is named', (language, text) =>
  expect(inUseText([events, posts], { loss: 'deleted', hasSwitch: false, language })).toBe(text),
);

it('suggests to deactivate it instead, if that is possible', () =>
  expect(inUseText([posts], { loss: 'deleted', hasSwitch: true, language: 'en' })).toContain(
    'switch off “Shown on the website”',
  ));

it('ways lead through components', () => {
  const type = (uid: string, attributes: object) => ({
    uid,
    info: { singularName: uid },
    attributes: { ...attributes } as Record<string, { type: string; target?: string; component?: string }>,
  });
  const types = [
    type('event', {
      place: { type: 'relation', target: 'place' },
      lineUp: { type: 'component', component: 'entry' },
    }),
    type('post', { author: { type: 'relation', target: 'artist' } }),
  ];
  const componentOf = (uid: string) =>
    type(uid, uid === 'entry' ? { artist: { type: 'relation', target: 'artist' } } : {}).attributes;
  expect(referencesTo('artist', types, componentOf).map(({ path }) => path)).toEqual([
    ['lineUp', 'artist'],
    ['author'],
  ]);
  expect(referencesTo('nothing', types, componentOf)).toEqual([]);
});
