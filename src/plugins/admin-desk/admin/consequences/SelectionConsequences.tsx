import * as React from 'react';
import { Box, Typography } from '@strapi/design-system';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { consequencesAnswer, type ConsequencesQuestion } from '../../contract/consequences';
import { useTexts } from '../texts';
import { sentencesOf } from './sentences';
import { SentenceList } from './SentenceList';
import { useSpeech } from './useSpeech';

interface Entry {
  documentId: string;
  [attribute: string]: unknown;
}

interface SelectionProps {
  action: 'unpublish' | 'delete';
  model: string;
  locale: ConsequencesQuestion['locale'];
  documents: readonly Entry[];
}

/** Entries that are looked at: each is a request. */
const most = 10;

const nameOf = ({ title, name, documentId }: Entry): string =>
  [title, name].find((text): text is string => typeof text === 'string' && text !== '') ?? documentId;

/** What follows, entry by entry, as the answers come in. An entry that nothing can be said of is left out. */
function useSelectionTexts({ action, model, locale, documents }: SelectionProps): string[] {
  const { post } = useApi('/admin-desk');
  const speech = useSpeech();
  const [found, setFound] = React.useState<string[]>([]);
  const selected = React.useRef(documents);

  React.useEffect(() => {
    let isCurrent = true;
    async function look(entry: Entry): Promise<string[]> {
      const { documentId } = entry;
      const question = { type: model, action, documentId, ...(locale !== undefined && { locale }) };
      const { data } = await post(
        consequencesAnswer,
        '/consequences',
        question satisfies ConsequencesQuestion,
      );
      const sentences = data.consequences.flatMap((consequence) => sentencesOf(consequence, speech));
      const said = data.refusal ?? sentences.join(' ');
      return said === '' ? [] : [`${nameOf(entry)} – ${said}`];
    }
    async function lookAtAll(): Promise<void> {
      setFound([]);
      for (const entry of selected.current.slice(0, most)) {
        const lines = await look(entry).catch(() => []);
        if (!isCurrent) return;
        setFound((before) => [...before, ...lines]);
      }
    }
    void lookAtAll();
    return () => {
      isCurrent = false;
    };
  }, [post, speech, action, model, locale]);

  return found;
}

/** What follows from an action on a selection, within Strapi's own dialog. */
export const SelectionConsequences = (props: SelectionProps) => {
  const t = useTexts();
  const lines = useSelectionTexts(props);
  const more = props.documents.length - most;
  return (
    <Box
      paddingTop={4}
      width="100%"
      style={{ maxHeight: '40vh', overflow: 'auto', overflowWrap: 'anywhere' }}
      aria-live="polite"
    >
      {lines.length > 0 && <SentenceList title={t('consequences.follows')} items={lines} tone="neutral800" />}
      {more > 0 && <Typography textColor="neutral600">{t('consequences.more-entries', { more })}</Typography>}
    </Box>
  );
};
