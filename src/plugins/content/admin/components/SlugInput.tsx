import * as React from 'react';
import { useFetchClient, useField, useForm, useQueryParams } from '@strapi/strapi/admin';
import { slugAnswer, type SlugAnswer, type SlugQuestion } from '../../contract/slug';
import { Field, TextInput } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { useParams } from 'react-router-dom';
import { useFreshError } from '../errors/useFreshError';
import { useTexts } from '../texts';

/** Milliseconds without a keystroke before the server is queried. */
const debounce = 250;

/**
 * The slug that the form's document would get if it were saved now.
 *
 * @param question null to ask nothing
 * @param version what the form has been given last: after a save or a publication nothing is known until the server has answered
 */
export function useSlug(question: SlugQuestion | null, version: unknown): SlugAnswer | null {
  const { post } = useFetchClient();
  const [answered, setAnswered] = React.useState<{ answer: SlugAnswer; version: unknown } | null>(null);
  const asked = question && JSON.stringify(question);

  React.useEffect(() => {
    if (asked === null) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      try {
        const { data } = await post('/content/slug', JSON.parse(asked));
        if (isCurrent) setAnswered({ answer: slugAnswer.parse(data), version });
      } catch {
        // Saving reports the error; until then the field keeps its value.
      }
    };
    const timer = window.setTimeout(() => void ask(), debounce);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [post, asked, version]);

  if (asked === null || answered === null || answered.version !== version) return null;
  return answered.answer;
}

interface SlugInputProps {
  name?: string;
  label?: React.ReactNode;
  labelAction?: React.ReactNode;
  disabled?: boolean;
  attribute?: { targetField?: string };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Another one whenever the form is sent, or given another entry: a publication changes neither its values nor its initial ones. */
function useVersion(): { version: unknown; isSubmitting: boolean } {
  const initialValues = useForm('SlugInput', (form) => form.initialValues);
  const isSubmitting = useForm('SlugInput', (form) => form.isSubmitting);
  const version = React.useMemo(() => ({ initialValues, isSubmitting }), [initialValues, isSubmitting]);
  return { version, isSubmitting };
}

/** The language of the form. */
function useLanguage(): string {
  const [{ query }] = useQueryParams<{ plugins?: { i18n?: { locale?: string } } }>();
  return query.plugins?.i18n?.locale ?? 'en';
}

/**
 * The input for slugs. It shows the slug that saving will give: the title's, until another one was typed or it was
 * public. The form itself only holds a typed or stored slug, so that the server decides by the title that is saved.
 */
export const SlugInput = ({ name = '', label, labelAction, disabled, attribute }: SlugInputProps) => {
  const t = useTexts();
  const field = useField<string | null>(name);
  const error = useFreshError(name);
  const title = useForm<unknown>('SlugInput', ({ values }): unknown =>
    Reflect.get(values, attribute?.targetField ?? 'title'),
  );
  const { slug: uid = '', id, origin } = useParams();
  const isEnglish = useLanguage() === 'en';
  const input = React.useRef<HTMLInputElement>(null);
  // A form in a dialog may be of another type than the address says, and Strapi does not expose which.
  const [isInDialog, setInDialog] = React.useState(false);
  React.useEffect(() => setInDialog(input.current?.closest('[role="dialog"]') != null), []);

  const [held, stored] = [textOf(field.value), textOf(field.initialValue)];
  const isTyped = held !== '' && held !== stored;
  const documentId = origin ?? (id === 'create' ? undefined : id);
  const question = { uid, ...(documentId && { documentId }), isCopy: origin !== undefined, slug: held };
  const { version, isSubmitting } = useVersion();
  const answer = useSlug(
    isTyped || isInDialog || isSubmitting
      ? null
      : { ...question, ...(isEnglish && { title: textOf(title) }) },
    version,
  );
  const isFollowing = isInDialog ? held === '' : !isTyped && answer?.isFollowing === true;

  const hint = (): string => {
    if (!isEnglish) return t('slug.english');
    if (isTyped || (!isInDialog && answer === null)) return '';
    const source = attribute?.targetField ?? 'title';
    return isFollowing ? t('slug.follows', { source }) : t('slug.known', { source });
  };

  return (
    <Field.Root name={name} id={name} error={error ?? false} hint={hint()}>
      <Field.Label action={labelAction}>{label ?? name}</Field.Label>
      <TextInput
        ref={input}
        type="text"
        value={isTyped ? held : (answer?.slug ?? (origin === undefined ? held : ''))}
        disabled={(disabled ?? false) || !isEnglish}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => field.onChange(name, event.target.value)}
        endAction={
          isTyped && !disabled ? (
            <Field.Action label={t('slug.from-title')} onClick={() => field.onChange(name, stored)}>
              <ArrowClockwise />
            </Field.Action>
          ) : undefined
        }
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
