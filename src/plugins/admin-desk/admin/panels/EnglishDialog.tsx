import * as React from 'react';
import { Box, Button, Flex, Grid, Modal, Typography } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { z } from 'zod';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { useErrorText } from '../../../../shared/admin/hooks/useAction';
import { useAttributeLabel } from '../../../../shared/admin/hooks/useAttributeLabel';
import { useFocusBack } from '../../../../shared/admin/hooks/useFocusBack';
import { usePolled } from '../../../../shared/admin/hooks/usePolled';
import { useSharedTexts } from '../../../../shared/admin/texts';
import { useTexts } from '../texts';

/** Milliseconds between refreshes. */
const interval = 600_000;

/** The content manager's answer of one entry. */
const english = z.object({ data: z.record(z.string(), z.unknown()) });

interface EnglishDialogProps {
  type: string;
  documentId: string;
  /** The attributes that are translated. */
  texts: readonly string[];
  onClose: () => void;
}

/** The English texts of an entry beside those in its form, which they can be copied to. */
export const EnglishDialog = ({ type, documentId, texts, onClose }: EnglishDialogProps) => {
  const t = useTexts();
  const shared = useSharedTexts();
  const errorText = useErrorText();
  const { get } = useApi('/content-manager/collection-types');
  const read = React.useCallback(
    () => get(english, `/${type}/${encodeURIComponent(documentId)}`, { locale: 'en' }),
    [get, type, documentId],
  );
  const { data, error } = usePolled(read, interval);
  const focusBack = useFocusBack();
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content onCloseAutoFocus={focusBack}>
        <Modal.Header closeLabel={shared('close')}>
          <Modal.Title>{t('translations-panel.compare')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {error !== null && <Typography textColor="danger600">{errorText(error)}</Typography>}
          <Flex direction="column" alignItems="stretch" gap={6}>
            {data &&
              texts.map((name) => (
                <TextRow key={name} type={type} name={name} text={textOf(data.data[name])} />
              ))}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <span />
          <Button onClick={onClose}>{shared('close')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const textIn = (values: object, name: string): string => {
  const all: Readonly<Record<string, unknown>> = { ...values };
  return textOf(all[name]);
};

const TextRow = ({ type, name, text }: { type: string; name: string; text: string }) => {
  const t = useTexts();
  const value = useForm('EnglishDialog', ({ values }) => textIn(values, name));
  const onChange = useForm('EnglishDialog', (form) => form.onChange);
  const label = useAttributeLabel(type)(name);
  if (text === '') return null;
  return (
    <Box tag="section" aria-label={label}>
      <Flex justifyContent="space-between" gap={4} paddingBottom={2}>
        <Typography variant="sigma" tag="h3">
          {label}
        </Typography>
        <Button
          variant="tertiary"
          size="S"
          disabled={value === text}
          onClick={() => onChange(name, text)}
          aria-label={t('translations-panel.copy-field', { field: label })}
        >
          {t('translations-panel.copy')}
        </Button>
      </Flex>
      <Grid.Root gap={4}>
        <Grid.Item col={6} xs={12} alignItems="start">
          <Text text={text} language="en" />
        </Grid.Item>
        <Grid.Item col={6} xs={12} alignItems="start">
          <Text text={value === '' ? t('translations-panel.empty') : value} />
        </Grid.Item>
      </Grid.Root>
    </Box>
  );
};

const Text = ({ text, language }: { text: string; language?: string }) => (
  <Typography lang={language} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
    {text}
  </Typography>
);
