import * as React from 'react';
import { Badge } from '@strapi/design-system';
import { Bell } from '@strapi/icons';
import { styled } from 'styled-components';
import { useAlerts } from '../hooks/useHomeApi';
import { useTexts } from '../texts';

const Holder = styled.span`
  position: relative;
  display: flex;
`;

/** As the badges of Strapi's own links, whose numbers are fixed when the panel starts. */
const Count = styled(Badge)`
  position: absolute;
  top: -1.4rem;
  left: 0.9rem;
  height: 2rem;
  min-width: 2rem;
  justify-content: center;
  border-radius: 2rem;
`;

const most = 99;

/** The menu's icon, with how much needs a person. */
export const AlertsIcon = (props: React.ComponentProps<typeof Bell>) => {
  const t = useTexts();
  const holder = React.useRef<HTMLSpanElement>(null);
  const { data } = useAlerts();
  const count = data?.data.length ?? 0;
  const shown = count > most ? `${most}+` : String(count);
  const label = count > 0 ? t('alerts.menu', { count: shown }) : t('title');
  // Strapi names the link by its label alone, so that screen readers would not say the number.
  React.useEffect(() => holder.current?.closest('a')?.setAttribute('aria-label', label), [label]);

  return (
    <Holder ref={holder}>
      <Bell {...props} />
      {count > 0 && (
        <Count backgroundColor="danger600" textColor="neutral0" data-testid="alerts-count">
          {shown}
        </Count>
      )}
    </Holder>
  );
};
