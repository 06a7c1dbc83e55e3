import type { Media } from '../../contract/content';
import type { SearchHit } from '../../contract/search';
import { isMissing } from '../../../../../shared/server/missing';
import { type Columns, documentFieldsOf, type Localized } from '../translation';
import { plainText } from '../../../../content/server/domain/text/clean';

export interface HitParts {
  /** The attribute that titles it. */
  title: string;
  /** The attributes that may stand under the title: the first that is not empty does. */
  summary: readonly string[];
  image: Media | undefined;
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** One thing found; of what fell back, it tells what it shows. */
export function toSearchHit(document: Localized<Columns>, { title, summary, image }: HitParts): SearchHit {
  const shown = summary.find((attribute) => !isMissing(document[attribute]));
  const long = asText(shown && document[shown]);
  const shownAs: Record<string, string> = {
    [title]: 'title',
    ...(shown && shown !== title && { [shown]: 'summary' }),
  };
  const startTime = document['startTime'];
  return {
    id: document.documentId,
    slug: asText(document['slug']) ?? '',
    title: asText(document[title]),
    summary: long === null || shown === title ? null : plainText(long, 200),
    image: image ?? null,
    start_time: startTime instanceof Date ? startTime.toISOString() : null,
    language: documentFieldsOf(document).language,
    fallback: document.fallback.flatMap((attribute) => shownAs[attribute] ?? []),
  };
}
