import { createMessages } from '../../../jobs/server/domain/messages';

/** What a locked entry says to its readers, where staff have written no sentence for it. */
export const offerTexts = createMessages('patreon.offer', {
  en: {
    tier: 'For supporters from {tier} upwards.',
    any: 'For supporters of the club.',
  },
  it: {
    tier: 'Per chi sostiene il club dal livello {tier} in su.',
    any: 'Per chi sostiene il club.',
  },
  fr: {
    tier: 'Pour celles et ceux qui soutiennent le club à partir du palier {tier}.',
    any: 'Pour celles et ceux qui soutiennent le club.',
  },
  es: {
    tier: 'Para quienes apoyan al club desde el nivel {tier}.',
    any: 'Para quienes apoyan al club.',
  },
});
