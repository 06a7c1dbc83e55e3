import type * as React from 'react';
import { Flex, Tooltip, VisuallyHidden } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { isLocalized } from '../contract/localized';
import { useTexts } from './texts';

interface Field {
  attribute: { pluginOptions?: unknown };
  disabled?: boolean;
  labelAction?: React.ReactNode;
}

/** The parts of the content manager's form layout that are used here: panels of rows of fields, and those of components. */
interface Layout {
  layout: Field[][][];
  components: Record<string, { layout: Field[][] }>;
  options: unknown;
}

interface Shown {
  layout: Layout;
}

const english = 'en';

/** Read from the address, since i18n's own hook, which runs first, only passes on the layout. */
const shownLocale = (): string | null =>
  new URLSearchParams(window.location.search).get('plugins[i18n][locale]');

/** The mark of a field that a translation takes from English. */
function LockedMark() {
  const text = useTexts()('shared-field');
  return (
    <Flex tag="span" title={text}>
      <VisuallyHidden tag="span">{text}</VisuallyHidden>
      <Tooltip label={text}>
        <Lock aria-hidden focusable={false} width="1.2rem" height="1.2rem" fill="neutral500" />
      </Tooltip>
    </Flex>
  );
}

const disabled = (field: Field): Field => ({ ...field, disabled: true });
const locked = (field: Field): Field => ({ ...disabled(field), labelAction: <LockedMark /> });

/**
 * Disables shared attributes in a translation's form: they are edited in English, and saving them here would be refused.
 * Components are shared as a whole.
 */
export function disableSharedFields(shown: Shown): Shown {
  const { layout } = shown;
  const locale = shownLocale();
  if (locale === null || locale === english || !isLocalized({ pluginOptions: layout.options })) return shown;
  const inForm = (field: Field): Field => (isLocalized(field.attribute) === false ? locked(field) : field);
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
