import { contentTypeNameOf } from './content-type-name';
import type { LogEntry } from '../../../contract/log';
import { TextLink } from '../TextLink';

/** Leads to the entry that a call was about. */
export const SubjectLink = ({ subject }: { subject: NonNullable<LogEntry['subject']> }) => {
  const { type, documentId } = subject;
  return (
    <TextLink to={`/content-manager/collection-types/${type}/${documentId}`} title={documentId}>
      {contentTypeNameOf(type)}
    </TextLink>
  );
};
