import * as React from 'react';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Flex, Typography } from '@strapi/design-system';
import type { Audience } from '../../contract/entry';
import { useSpeech } from '../consequences/useSpeech';
import { useEntry } from '../hooks/useEntry';
import { useTexts } from '../texts';

/** Beside a saved entry: who reads it on the website. */
export const AudiencePanel: PanelComponent = (beside) => {
  const t = useTexts();
  const audience = useEntry(beside)?.audience;
  // The content manager takes another element for another panel, and renders all of them anew.
  const content = React.useMemo(() => audience && <AudienceText audience={audience} />, [audience]);
  return content ? { title: t('audience.title'), content } : null;
};

const AudienceText = ({
  audience: { languages, from, isGated, tier, sharedFiles },
}: {
  audience: Audience;
}) => {
  const { text, list, language, date } = useSpeech();
  if (languages.length === 0) return <Typography>{text('audience.staff')}</Typography>;
  const patrons = tier === null ? text('audience.patrons') : text('audience.tier', { tier });
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography>{isGated ? patrons : text('audience.everyone')}</Typography>
      {isGated && sharedFiles.length > 0 && (
        <Typography>{text('audience.shared', { files: list(sharedFiles) })}</Typography>
      )}
      {from !== null && <Typography>{text('audience.from', { date: date(from) })}</Typography>}
      <Typography variant="pi" textColor="neutral600">
        {text('audience.languages', { languages: list(languages.map(language)) })}
      </Typography>
    </Flex>
  );
};
