import type * as React from 'react';
import { Badge } from '@strapi/design-system';
import { Bell } from '@strapi/icons';
import { styled } from 'styled-components';
import { useAlerts } from '../hooks/useHomeApi';

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
  const { data } = useAlerts();
  const count = data?.data.length ?? 0;
  return (
    <Holder>
      <Bell {...props} />
      {count > 0 && (
        <Count backgroundColor="danger600" textColor="neutral0" data-testid="alerts-count">
          {count > most ? `${most}+` : count}
        </Count>
      )}
    </Holder>
  );
};
