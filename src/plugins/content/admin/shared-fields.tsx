import * as React from 'react';
import { SharedMark } from './components/SharedMark';

interface Field {
  attribute: { pluginOptions?: unknown };
  disabled?: boolean;
  labelAction?: React.ReactNode;
}

/** As much of the content manager's layout of a form as is used here: panels of rows of fields, and those of components. */
interface Layout {
  layout: Field[][][];
  components: Record<string, { layout: Field[][] }>;
  options: unknown;
}

interface Shown {
  layout: Layout;
}

const english = 'en';

/** From the address, for i18n's own hook, which comes first, hands on the layout alone. */
const shownLocale = (): string | null =>
  new URLSearchParams(window.location.search).get('plugins[i18n][locale]');

const hasLocalization = (options: unknown, localized: boolean): boolean =>
  typeof options === 'object' &&
  options !== null &&
  'i18n' in options &&
  typeof options.i18n === 'object' &&
  options.i18n !== null &&
  'localized' in options.i18n &&
  options.i18n.localized === localized;

const disabled = (field: Field): Field => ({ ...field, disabled: true });
const closed = (field: Field): Field => ({ ...disabled(field), labelAction: <SharedMark /> });

/**
 * In a translation's form what is the same in every language is to be read, not edited: it is edited in English, and
 * whoever saved something else there would only be told so. Components are shared as a whole.
 */
export function closeSharedFields(shown: Shown): Shown {
  const { layout } = shown;
  const locale = shownLocale();
  if (locale === null || locale === english || !hasLocalization(layout.options, true)) return shown;
  const inForm = (field: Field): Field =>
    hasLocalization(field.attribute.pluginOptions, false) ? closed(field) : field;
  const components: Layout['components'] = {};
  for (const [uid, component] of Object.entries(layout.components))
    components[uid] = { ...component, layout: component.layout.map((row) => row.map(disabled)) };
  return {
    ...shown,
    layout: {
      ...layout,
      layout: layout.layout.map((panel) => panel.map((row) => row.map(inForm))),
      components,
    },
  };
}
