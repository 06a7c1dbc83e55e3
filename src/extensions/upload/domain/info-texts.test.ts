import { issueOf } from '../../../plugins/content/server/domain/rules/issues';
import { refusal } from '../../../plugins/content/server/services/refusal';
import { infoRefusalIn } from './info-texts';

const refused = refusal([
  issueOf(['files', '0', 'name'], { key: 'file-name-characters' }),
  issueOf(['fileInfo', 'caption'], { key: 'max-length', values: { most: 1000, counted: 'no' } }),
]);

it.each([
  ['en', null],
  ['it', 'Nome del file: non può contenere < > : " | ? *; Didascalia: può avere al massimo 1000 caratteri'],
  [
    'fr',
    'Nom du fichier\u00a0: ne peut pas contenir < > : " | ? *; Légende\u00a0: peut avoir au plus 1000 caractères',
  ],
] as const)('a refusal of names in %s', (language, text) => {
  expect(infoRefusalIn(refused, language)).toBe(text);
});

it.each([undefined, new Error('no'), refusal([{ path: ['fileInfo'], message: 'must be given' }])])(
  'what is no refusal by rules stays as it is',
  (error) => expect(infoRefusalIn(error, 'it')).toBeNull(),
);
