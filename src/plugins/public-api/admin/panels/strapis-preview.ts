import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { useIntl } from 'react-intl';

/** As it is, unless it is Strapi's panel with the button to its preview, which the club's own has too. */
function withoutPreview(panel: PanelComponent): PanelComponent {
  const Rest: PanelComponent = (props) => {
    const intl = useIntl();
    const title = intl.formatMessage({
      id: 'content-manager.preview.panel.title',
      defaultMessage: 'Preview',
    });
    const shown = panel(props);
    return shown?.title === title ? null : shown;
  };
  return Rest;
}

/** Puts a panel where Strapi has its preview: after the one with the buttons to save and publish. */
export const inPlaceOfStrapis =
  (own: PanelComponent) =>
  (panels: PanelComponent[]): PanelComponent[] => {
    const at = panels.findIndex(({ type }) => type === 'actions') + 1;
    // Strapi's has nothing that tells it from others before it is shown.
    return [
      ...panels.slice(0, at),
      own,
      ...panels.slice(at, at + 1).map(withoutPreview),
      ...panels.slice(at + 1),
    ];
  };
