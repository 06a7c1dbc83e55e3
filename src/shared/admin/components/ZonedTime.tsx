import { Flex, Typography } from '@strapi/design-system';
import { useZonedTexts } from '../hooks/useZonedTexts';
import { secondLifeZone } from '../zoned-time';

/** An instant (ISO 8601) in a time zone, which is named, and beneath it in Second Life time. */
export const ZonedTime = ({ at, zone }: { at: string; zone: string }) => {
  const { inZone, inSecondLife } = useZonedTexts();
  return (
    <Flex tag="time" dateTime={at} direction="column" alignItems="start" style={{ whiteSpace: 'nowrap' }}>
      <Typography textColor="neutral800">{inZone(at, zone)}</Typography>
      {zone !== secondLifeZone && (
        <Typography variant="pi" textColor="neutral600">
          {inSecondLife(at, zone)}
        </Typography>
      )}
    </Flex>
  );
};
