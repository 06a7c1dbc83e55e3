import * as React from 'react';
import { Box, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useChoiceText } from '../../../../shared/admin/hooks/useChoiceText';
import { useFocusBack } from '../../../../shared/admin/hooks/useFocusBack';
import { useZonedTexts } from '../../../../shared/admin/hooks/useZonedTexts';
import { textIn } from '../../../../shared/admin/panel-intl';
import { browserZone } from '../../../../shared/admin/zoned-time';
import { placeOf } from '../refusals/field-label';
import { labelOf, useTexts } from '../texts';
import type { Difference } from './differences';
import { openConflict, type Conflict, type Question } from './question';
import { excerpts, valueText, type ValueSpeech } from './value-text';

/** Says what somebody else has saved, before it is overwritten. One is on every page with a form. */
export const ConflictDialog = () => {
  const question = React.useSyncExternalStore(openConflict.subscribe, openConflict.get);
  return question && <QuestionDialog {...question} />;
};

/** Of what a conflict is: a version that is gone, fields that both have changed, or fields of which only they have. */
function kindOf({ savedAt, found }: Conflict): 'deleted' | 'overlap' | 'apart' {
  if (savedAt === null) return 'deleted';
  return found.length > 0 ? 'overlap' : 'apart';
}

const QuestionDialog = ({ decide, ...conflict }: Question) => {
  const t = useTexts();
  const kind = kindOf(conflict);
  const id = React.useId();
  const focusBack = useFocusBack();
  return (
    <Dialog.Root open onOpenChange={() => decide('back')}>
      <Dialog.Content aria-describedby={id} onCloseAutoFocus={focusBack}>
        <Dialog.Header>{t(kind === 'deleted' ? 'conflict.title-deleted' : 'conflict.title')}</Dialog.Header>
        <Dialog.Body alignItems="stretch" style={{ maxHeight: '60vh', overflow: 'auto' }}>
          <Box id={id} style={{ overflowWrap: 'anywhere' }}>
            <Explanation {...conflict} />
          </Box>
        </Dialog.Body>
        <Dialog.Footer>
          <Flex direction="column" alignItems="stretch" gap={2} width="100%">
            {kind !== 'overlap' && (
              <Button fullWidth onClick={() => decide('save')}>
                {t(`conflict.save.${kind}`)}
              </Button>
            )}
            <Button variant="secondary" fullWidth onClick={() => decide('back')}>
              {t('conflict.back')}
            </Button>
            {kind !== 'deleted' && (
              <Button variant="tertiary" fullWidth onClick={() => decide('reload')}>
                {t('conflict.reload')}
              </Button>
            )}
            {kind === 'overlap' && (
              <Button variant="danger-light" fullWidth onClick={() => decide('save')}>
                {t('conflict.save.overlap')}
              </Button>
            )}
          </Flex>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};

const Explanation = (conflict: Conflict) => {
  const t = useTexts();
  const intl = useIntl();
  const { savedBy, savedAt, found, others } = conflict;
  const kind = kindOf(conflict);
  const who = savedBy ?? t('conflict.somebody');
  const when = savedAt === null ? '' : intl.formatDate(savedAt, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography tag="p">
        {savedAt === null ? t('conflict.deleted') : t('conflict.saved', { who, when })}
      </Typography>
      {kind !== 'apart' && <Typography tag="p">{t(`conflict.differs.${kind}`)}</Typography>}
      {found.map((difference) => (
        <Field key={difference.path.join('.')} difference={difference} conflict={conflict} mineIs="mine" />
      ))}
      {others.length > 0 && (
        <Typography tag="p">
          {t(kind === 'apart' ? 'conflict.differs.apart' : 'conflict.differs.others')}
        </Typography>
      )}
      {others.map((difference) => (
        <Field key={difference.path.join('.')} difference={difference} conflict={conflict} mineIs="before" />
      ))}
    </Flex>
  );
};

function useSpeech(timeZone: string | null): ValueSpeech {
  const t = useTexts();
  const choice = useChoiceText();
  const { inZone } = useZonedTexts();
  return {
    empty: t('conflict.empty'),
    yes: t('conflict.yes'),
    no: t('conflict.no'),
    rows: (count) => t('conflict.rows', { count }),
    choice,
    instant: (at) => inZone(at, timeZone ?? browserZone()),
  };
}

function useFieldLabel({ target, attributesOf }: Conflict): (path: readonly string[]) => string {
  const intl = useIntl();
  const fields = {
    find: textIn(intl),
    componentOf: (owner: string, attribute: string) => attributesOf(owner)[attribute]?.component,
    entry: (number: number) => intl.formatMessage(labelOf('refusal.entry'), { number }),
  };
  return (path) => placeOf(target.model, path, fields).label;
}

interface FieldProps {
  difference: Difference;
  conflict: Conflict;
  /** What the difference has beside theirs. */
  mineIs: 'mine' | 'before';
}

const Field = ({ difference, conflict, mineIs }: FieldProps) => {
  const t = useTexts();
  const id = React.useId();
  const label = useFieldLabel(conflict)(difference.path);
  const speech = useSpeech(conflict.timeZone);
  const isDeleted = kindOf(conflict) === 'deleted';
  const text = (value: unknown): string => valueText(value, difference.attribute, speech);
  const [theirs, mine] = excerpts(text(difference.theirs), text(difference.mine));
  return (
    <Box tag="section" aria-labelledby={id}>
      <Typography id={id} variant="sigma" textColor="neutral600" tag="h3">
        {label}
      </Typography>
      <Box tag="dl" style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: '1.2rem' }}>
        {!isDeleted && (
          <>
            <Typography tag="dt" textColor="neutral600">
              {t('conflict.theirs')}
            </Typography>
            <Typography tag="dd">{theirs}</Typography>
          </>
        )}
        <Typography tag="dt" textColor="neutral600">
          {t(`conflict.${mineIs}`)}
        </Typography>
        <Typography tag="dd">{mine}</Typography>
      </Box>
      {difference.isKept && (
        <Typography textColor="warning700">{t(isDeleted ? 'conflict.left-out' : 'conflict.kept')}</Typography>
      )}
    </Box>
  );
};
