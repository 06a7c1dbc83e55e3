import { loadLanguagesOnDemand } from './language-on-demand';

type Panel = Parameters<typeof loadLanguagesOnDemand>[0];

/** A panel that loads as Strapi's does: it replaces all texts by those of the languages it is configured for, later. */
function panelOf(fail: (locale: string) => boolean = () => false) {
  const loads: string[][] = [];
  const panel = {
    configurations: { locales: ['en', 'it', 'fr', 'es'], translations: {} },
    async loadTrads() {
      await Promise.resolve();
      const { locales } = this.configurations;
      loads.push(locales);
      if (locales.some(fail)) throw new Error('No connection');
      this.configurations.translations = Object.fromEntries(locales.map((each) => [each, { hello: each }]));
    },
  };
  return { panel: panel as unknown as Panel, loads };
}

const setLocale = (payload: string) => ({ type: 'admin/setLocale', payload });
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function started(used: string | null, fail?: (locale: string) => boolean) {
  const { panel, loads } = panelOf(fail);
  const middleware = loadLanguagesOnDemand(panel, used);
  await panel.loadTrads();
  const shown: unknown[] = [];
  const dispatch = middleware()()((action: object) => shown.push(action));
  return { panel, loads, shown, dispatch, texts: panel.configurations.translations };
}

test.each([
  [null, ['en']],
  ['en', ['en']],
  ['it', ['en', 'it']],
  ['de', ['en']],
])('with %j in use, it starts with %j, and offers all', async (used, expected) => {
  const { panel, loads } = await started(used);
  expect(loads).toEqual([expected]);
  expect(panel.configurations.locales).toEqual(['en', 'it', 'fr', 'es']);
});

it('loads a language before the panel changes to it, once, into the texts that the panel has', async () => {
  const { panel, loads, shown, dispatch, texts } = await started('it');
  dispatch(setLocale('fr'));
  expect(shown).toEqual([]);
  await settled();
  expect(shown).toEqual([setLocale('fr')]);
  expect(texts).toEqual({ en: { hello: 'en' }, it: { hello: 'it' }, fr: { hello: 'fr' } });
  expect(panel.configurations.translations).toBe(texts);
  for (const locale of ['it', 'en', 'fr']) dispatch(setLocale(locale));
  expect(shown).toHaveLength(4);
  expect(loads).toEqual([['en', 'it'], ['fr']]);
});

it('changes to the language that was chosen last', async () => {
  const { shown, dispatch, texts } = await started(null);
  for (const locale of ['fr', 'es']) dispatch(setLocale(locale));
  await settled();
  expect(shown).toEqual([setLocale('es')]);
  dispatch(setLocale('it'));
  dispatch(setLocale('en'));
  await settled();
  expect(shown).toEqual([setLocale('es'), setLocale('en')]);
  expect(Object.keys(texts).sort()).toEqual(['en', 'es', 'fr', 'it']);
});

it('changes all the same where the texts cannot be loaded, and keeps those that it has', async () => {
  const { panel, shown, dispatch, texts } = await started('it', (locale) => locale === 'fr');
  dispatch(setLocale('fr'));
  await settled();
  expect(shown).toEqual([setLocale('fr')]);
  expect(panel.configurations.translations).toBe(texts);
  expect(Object.keys(texts)).toEqual(['en', 'it']);
});

it('lets other actions pass', async () => {
  const { shown, dispatch } = await started('it');
  dispatch({ type: 'admin/setToken', payload: 'fr' });
  expect(shown).toHaveLength(1);
});
