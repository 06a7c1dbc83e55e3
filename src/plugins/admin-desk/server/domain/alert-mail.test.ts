import { eventSyncMessages, targetTitle } from '../../../event-sync/server/domain/messages';
import { answered } from '../../../integrations/server/domain/messages';
import { untranslated } from '../../../jobs/contract/message';
import type { Language } from '../../../../shared/server/languages';
import type { Alert } from '../../contract/home';
import { alertMail } from './alert-mail';

const context = (language: Language = 'en') => ({
  language,
  clubName: 'The Cave',
  panelUrl: 'https://club.test/admin',
  timeZone: 'Europe/Rome',
});
const since = Date.parse('2026-07-16T19:30:00Z');

const broken: Alert = {
  kind: 'integration',
  name: 'facebook',
  title: 'Facebook page',
  reason: eventSyncMessages.say('facebook.token.expired', {
    answer: answered('Facebook', 400, 'Session <expired>'),
  }),
  whatToDo: eventSyncMessages.say('facebook.new-token'),
  since: null,
};
const paused: Alert = {
  kind: 'queue',
  name: 'jobs.prune',
  reason: untranslated('Ada\nlooks into it'),
  whatToDo: null,
  since: '2026-07-16T19:30:00.000Z',
};
const refused: Alert = {
  kind: 'sync',
  documentId: 'e1',
  title: 'Night of Echoes',
  targets: [
    { name: 'google-public', title: targetTitle('google-public', ''), detail: answered('Google', 400, null) },
    { name: 'radio', title: targetTitle('radio', 'Radio'), detail: null },
  ],
};
const begun = (...alerts: Alert[]) => ({ begun: alerts.map((alert) => ({ alert, since })), over: [] });

test('one thing is told with what, why, what to do, since when and where', () => {
  const { subject, text } = alertMail(begun(broken), context());
  expect(subject).toBe('The Cave: Facebook page: the connection is broken');
  expect(text.split('\n')).toEqual([
    'This has stopped and does not go on by itself:',
    '',
    '- Facebook page: the connection is broken',
    '  Facebook answered 400: “Session <expired>”: the token has expired',
    '  What to do: Create a new token of the page, set it as FACEBOOK_PAGE_TOKEN, and start the club again.',
    '  Since Jul 16, 2026, 9:30 PM (Europe/Rome)',
    '  https://club.test/admin/plugins/integrations',
    '',
    'Everything that needs attention: https://club.test/admin/plugins/admin-desk',
    '',
    'You get this mail because you look after The Cave in the admin panel. Answers are not read.',
  ]);
});

test('the HTML says the same, and nothing of it is markup', () => {
  const { html } = alertMail(begun(broken, { ...paused, name: '<b>"&' }), context());
  expect(html).toContain('&#60;expired&#62;');
  expect(html).toContain('&#60;b&#62;&#34;&#38;');
  expect(html).not.toMatch(/<expired>|<b>/);
  expect(html).toContain('<a href="https://club.test/admin/plugins/integrations">');
});

test.each<[Language, string[]]>([
  [
    'it',
    [
      'il collegamento non funziona',
      'Facebook ha risposto 400: «Session <expired>»: il token è scaduto',
      'Crea un nuovo token',
      'Dal 16 lug 2026',
    ],
  ],
  [
    'fr',
    [
      'la connexion ne fonctionne plus',
      'Facebook a répondu 400 : « Session <expired> » : le jeton a expiré',
      'Depuis le 16 juil. 2026',
    ],
  ],
  [
    'es',
    [
      'la conexión no funciona',
      'Facebook respondió 400: «Session <expired>»: el token ha caducado',
      'Desde el 16 jul 2026',
    ],
  ],
])('in %s, with what the other side said as it said it', (language, parts) => {
  const { text } = alertMail(begun(broken), context(language));
  for (const part of parts) expect(text).toContain(part);
});

test('an event is told with the targets that lack it', () => {
  const { text, subject } = alertMail(begun(refused), context('it'));
  expect(subject).toBe('The Cave: Night of Echoes: non aggiornato su Calendario pubblico e Radio');
  expect(text).toContain('Google ha risposto 400');
  expect(text).toMatch(/content-manager\/collection-types\/api::event\.event\/e1/);
});

test('several are one mail, a break of line in a reason makes no line, and what is over comes last', () => {
  const { subject, text } = alertMail({ ...begun(broken, paused), over: [refused] }, context());
  expect(subject).toBe('The Cave: 2 things need attention');
  expect(text).toContain('  Ada looks into it\n');
  expect(text.indexOf('This is over:')).toBeGreaterThan(text.indexOf('jobs.prune'));
  expect(text).toContain('- Night of Echoes: not up to date on Public calendar and Radio');
});

test.each([
  [1, 'The Cave: over: Night of Echoes: not up to date on Public calendar and Radio'],
  [3, 'The Cave: 3 alerts are over'],
])('%d over: %s', (count, expected) => {
  expect(alertMail({ begun: [], over: Array(count).fill(refused) }, context()).subject).toBe(expected);
});

test('of very many the first are listed', () => {
  const { text } = alertMail(begun(...Array(25).fill(paused)), context());
  expect(text.match(/- Background jobs/g)).toHaveLength(20);
  expect(text).toContain('And 5 more.');
});
