import type * as React from 'react';
import { Box, Link, Typography } from '@strapi/design-system';
import { useChoiceText } from '../../../../shared/admin/hooks/useChoiceText';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import type { PreviewCard } from '../../contract/preview';
import { useTexts } from '../texts';

const Titled = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div>
    <Typography variant="sigma" textColor="neutral600" tag="h4">
      {title}
    </Typography>
    <Box tag="ul" aria-label={title} style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Box>
  </div>
);

/** Who plays, and from when on, in the event's zone. */
export const LineUp = ({ lineUp, zone }: Pick<PreviewCard, 'lineUp'> & { zone: string }) => {
  const t = useTexts();
  const choiceText = useChoiceText();
  const { timeOfDay } = useZonedTexts();
  if (lineUp.length === 0) return null;
  return (
    <Titled title={t('line-up')}>
      {lineUp.map(({ name, role, start }, index) => (
        <li key={index}>
          <Typography>
            {role === null ? name : t('performer', { name, role: choiceText(role) })}
            {start !== null && ` (${timeOfDay(start, zone)})`}
          </Typography>
        </li>
      ))}
    </Titled>
  );
};

/** What an address may be that the panel leads to. */
const isWeb = ({ url }: { url: string }): boolean => /^https?:/.test(url);

export const Links = ({ links }: Pick<PreviewCard, 'links'>) => {
  const t = useTexts();
  const choiceText = useChoiceText();
  const web = links.filter(isWeb);
  if (web.length === 0) return null;
  return (
    <Titled title={t('links')}>
      {web.map(({ label, kind, url }, index) => (
        <li key={index}>
          <Link href={url} isExternal>
            {label ?? choiceText(kind)}
          </Link>
        </li>
      ))}
    </Titled>
  );
};
