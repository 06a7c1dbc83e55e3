/** Texts by the ids by which Strapi asks for them. */
type Texts = Readonly<Record<string, string>>;

type Loader = () => Promise<{ default: Texts }>;

/**
 * The texts of a language, the later ones first: what the club calls its content and says otherwise than Strapi, and what
 * Strapi's own translation lacks.
 */
const loaders: Partial<Record<string, readonly Loader[]>> = {
  en: [() => import('./translations/en.json')],
  it: [() => import('./translations/strapi/it.json'), () => import('./translations/it.json')],
  fr: [() => import('./translations/strapi/fr.json'), () => import('./translations/fr.json')],
  es: [() => import('./translations/strapi/es.json'), () => import('./translations/es.json')],
};

const types = 'content-manager.content-types.';
const everyType = `${types}all.`;

/**
 * Strapi asks for the label of an attribute type by type, also of those that every type has: `…content-types.all.createdAt`
 * becomes one text for each type that has a name.
 */
export function withCommonLabels(texts: Texts): Record<string, string> {
  const entries = Object.entries(texts);
  const named = entries
    .map(([id]) => id)
    .filter((id) => /^content-manager\.content-types\.[\w-]+::[\w-]+\.[\w-]+$/.test(id));
  const common = entries.filter(([id]) => id.startsWith(everyType));
  const labels = named.flatMap((type) =>
    common.map(([id, text]) => [`${type}.${id.slice(everyType.length)}`, text] as const),
  );
  return {
    ...Object.fromEntries(labels),
    ...Object.fromEntries(entries.filter((each) => !common.includes(each))),
  };
}

/** The texts of languages, as Strapi's `registerTrads` of a plugin; each language is a file of its own. */
export const registerTrads = ({ locales }: { locales: string[] }) =>
  Promise.all(
    locales.map(async (locale) => {
      const loaded = await Promise.all((loaders[locale] ?? []).map((load) => load()));
      const texts = loaded.reduce<Texts>((all, each) => ({ ...all, ...each.default }), {});
      return { locale, data: withCommonLabels(texts) };
    }),
  );
