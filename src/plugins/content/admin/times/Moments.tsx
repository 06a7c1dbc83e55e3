import { Typography } from '@strapi/design-system';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import { browserZone, isSameClock, secondLifeZone } from '../../../../shared/admin/zoned-time';
import { useTexts } from '../texts';

const Line = ({ children }: { children: string }) => (
  <Typography tag="span" variant="pi" textColor="neutral600" style={{ display: 'block' }}>
    {children}
  </Typography>
);

/** An instant in an event's zone, in Second Life time and, where the clock shows another time, here. */
export const Moments = ({ at, zone }: { at: string; zone: string }) => {
  const t = useTexts();
  const { inZone, inSecondLife } = useZonedTexts();
  const here = browserZone();
  const isElsewhere = !isSameClock(new Date(at), here, zone);
  return (
    <>
      <Line>{inZone(at, zone)}</Line>
      {zone !== secondLifeZone && <Line>{inSecondLife(at, zone)}</Line>}
      {isElsewhere && here !== secondLifeZone && <Line>{t('time.here', { time: inZone(at, here) })}</Line>}
    </>
  );
};
