import type { ConsequenceAction, ConsequencesAnswer } from '../../contract/consequences';
import type { Language } from '../../contract/home';
import type { Lack, SelectionAction, SelectionAnswer } from '../../contract/selection';
import type { Question, Section } from './pending';
import { missingTexts, namesOf, sentencesOf, type Named, type Speech } from './sentences';

type Follows = Section['items'];

function followSection(items: Follows, { text }: Speech, deleted: readonly string[]): Section {
  return {
    title: text('consequences.follows'),
    items: [...(items.length === 0 ? [text('consequences.nothing')] : items), ...deleted],
    tone: 'neutral800',
  };
}

function missingSection(items: Follows, { text }: Speech): Section[] {
  return items.length === 0 ? [] : [{ title: text('consequences.missing'), items, tone: 'warning700' }];
}

/** What is asked before an action on an entry. */
export function entryQuestion(
  action: ConsequenceAction,
  { consequences, missing, refusal }: ConsequencesAnswer['data'],
  speech: Speech,
): Question {
  const { text } = speech;
  if (refusal !== null) {
    const reason: Section = { title: null, items: [refusal], tone: 'neutral800' };
    return { action, title: text('consequences.title.refused'), sections: [reason], mayGoOn: false };
  }
  const follows = consequences.flatMap((consequence) => sentencesOf(consequence, speech));
  const deleted = action === 'delete' ? [text('consequences.deleted', { count: 1 })] : [];
  return {
    action,
    title: text(`consequences.title.${action}`),
    sections: [
      followSection(follows, speech, deleted),
      ...missingSection(missingTexts(missing, speech), speech),
    ],
    mayGoOn: true,
  };
}

/** What entries lack: a line for what readers look for, one for languages, one for links. */
function lackTexts(lacks: readonly Lack[], count: number, speech: Speech): string[] {
  const gaps = lacks.flatMap((lack) => (lack.kind === 'gap' ? [lack.gap] : []));
  const untranslated = lacks.flatMap((lack) => (lack.kind === 'translation' ? [lack.language] : []));
  const hasLinks = lacks.some(({ kind }) => kind === 'publishedLinks');
  return [
    ...missingTexts({ gaps, untranslated }, speech),
    ...(hasLinks ? [speech.text('consequences.links', { count })] : []),
  ];
}

/** A selection that somebody is about to do something with. */
export interface Selection {
  action: SelectionAction;
  locales: readonly Language[];
  /** Whether sentences name the entries that they are about. */
  isNamed: boolean;
}

/** What is asked before an action on a selection, or on several languages of an entry. */
export function selectionQuestion(
  { action, locales, isNamed }: Selection,
  { consequences, missing, refused, allowed }: SelectionAnswer['data'],
  speech: Speech,
): Question {
  const { text } = speech;
  const of = (entries: Named, said: string): string =>
    !isNamed ? said : text('consequences.of', { names: namesOf(entries, speech), said });
  const refusals = refused.map(({ names, reason }) => of({ names, count: names.length }, reason));
  if (allowed === 0) {
    const reasons: Section = { title: null, items: refusals, tone: 'neutral800' };
    return { action, title: text('consequences.title.refused'), sections: [reasons], mayGoOn: false };
  }
  const refusedSections: Section[] =
    refusals.length === 0
      ? []
      : [{ title: text(`consequences.refused.${action}`), items: refusals, tone: 'danger700' }];
  const deleted = action === 'delete' ? [text('consequences.deleted', { count: allowed })] : [];
  // The English list stands for whole documents.
  const everywhere =
    action === 'delete' && locales.includes('en')
      ? [text('consequences.every-language', { count: allowed })]
      : [];
  const follows = consequences.flatMap(({ consequence, entries }) =>
    sentencesOf(consequence, speech, entries.count).map((said) => of(entries, said)),
  );
  const lacks = missing.flatMap(({ lacks: each, entries }) =>
    lackTexts(each, entries.count, speech).map((said) => of(entries, said)),
  );
  return {
    action,
    title: isNamed
      ? text(`consequences.title.selection.${action}`, { count: allowed })
      : text(`consequences.title.${action}`),
    sections: [
      ...refusedSections,
      followSection(follows, speech, [...everywhere, ...deleted]),
      ...missingSection(lacks, speech),
    ],
    mayGoOn: true,
  };
}
