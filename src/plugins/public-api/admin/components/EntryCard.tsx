import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { StatusBadge } from '../../../../shared/admin/components/StatusBadge';
import { useAttributeLabel } from '../../../../shared/admin/hooks/useAttributeLabel';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import { browserZone, isZone, secondLifeZone } from '../../../../shared/admin/zoned-time';
import type { PreviewCard, ShownText } from '../../contract/preview';
import { useTexts } from '../texts';
import { LineUp, Links } from './CardLists';

const Picture = styled.img`
  display: block;
  width: 100%;
  aspect-ratio: 16 / 9;
  object-fit: cover;
`;

const Short = styled(Typography)`
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 4;
  overflow: hidden;
  overflow-wrap: anywhere;
`;

interface EntryCardProps {
  type: string;
  card: PreviewCard;
  language: string;
}

/** An entry as the website shows it. */
export const EntryCard = ({ type, card, language }: EntryCardProps) => {
  const t = useTexts();
  const { title, picture, when, status, texts, lineUp, links } = card;
  const zone = isZone(when?.zone) ? when.zone : browserZone();
  return (
    <Box tag="article" aria-label={t('title')} borderColor="neutral200" hasRadius overflow="hidden">
      {picture && <Picture src={picture.url} alt={picture.alt} />}
      <Flex direction="column" alignItems="stretch" gap={3} padding={3}>
        {status !== null && (
          <div>
            <StatusBadge kind="danger">{t(status)}</StatusBadge>
          </div>
        )}
        <Title title={title} language={language} />
        {when && <When when={when} zone={zone} />}
        <Facts type={type} card={card} />
        <LineUp lineUp={lineUp} zone={zone} />
        {texts.map((text) => (
          <Text key={text.attribute} type={type} text={text} language={language} />
        ))}
        <Links links={links} />
      </Flex>
    </Box>
  );
};

const InEnglish = () => {
  const t = useTexts();
  return <StatusBadge kind="warning">{t('in-english')}</StatusBadge>;
};

const Title = ({ title, language }: { title: ShownText | null; language: string }) => {
  const t = useTexts();
  return (
    <Flex gap={2} wrap="wrap">
      <Typography
        variant="delta"
        tag="h3"
        lang={title?.isEnglish ? 'en' : language}
        style={{ overflowWrap: 'anywhere' }}
      >
        {title?.text ?? t('untitled')}
      </Typography>
      {title?.isEnglish && <InEnglish />}
    </Flex>
  );
};

const When = ({ when: { start, end }, zone }: { when: NonNullable<PreviewCard['when']>; zone: string }) => {
  const t = useTexts();
  const { inZone, inSecondLife, timeOfDay } = useZonedTexts();
  if (start === null) return <Typography textColor="neutral600">{t('no-start')}</Typography>;
  return (
    <div>
      <Typography textColor="neutral800" tag="p">
        {inZone(start, zone)}
      </Typography>
      {zone !== secondLifeZone && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {inSecondLife(start, zone)}
        </Typography>
      )}
      {end !== null && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('until', { time: timeOfDay(end, zone) })}
        </Typography>
      )}
    </div>
  );
};

/** What has a name and a short value: place, date, price. */
const Facts = ({ type, card: { date, price, facts } }: { type: string; card: PreviewCard }) => {
  const intl = useIntl();
  const labelOf = useAttributeLabel(type);
  const all = [
    ...(date === null ? [] : [{ attribute: 'date', text: intl.formatDate(date, { dateStyle: 'medium' }) }]),
    ...(price === null
      ? []
      : [
          {
            attribute: 'amountCents',
            text: intl.formatNumber(price.cents / 100, { style: 'currency', currency: price.currency }),
          },
        ]),
    ...facts,
  ];
  return all.map(({ attribute, text }) => (
    <Typography key={attribute} variant="omega" style={{ overflowWrap: 'anywhere' }}>
      <Typography textColor="neutral600" tag="span">{`${labelOf(attribute)}: `}</Typography>
      {text}
    </Typography>
  ));
};

const Text = ({ type, text, language }: { type: string; text: ShownText; language: string }) => (
  <div>
    <Flex gap={2} wrap="wrap">
      <Typography variant="sigma" textColor="neutral600" tag="h4">
        {useAttributeLabel(type)(text.attribute)}
      </Typography>
      {text.isEnglish && <InEnglish />}
    </Flex>
    <Short tag="p" lang={text.isEnglish ? 'en' : language}>
      {text.text}
    </Short>
  </div>
);
