import { Typography } from '@strapi/design-system';
import { TextLink } from './TextLink';

interface EntryLinkProps {
  /** `title` is null for an entry that is gone or has none: it is called by its id then. */
  entry: { type: string; documentId: string; title: string | null };
}

/** Leads to an entry's form. */
export const EntryLink = ({ entry: { type, documentId, title } }: EntryLinkProps) => (
  <Typography tag="p" ellipsis title={title ?? documentId}>
    <TextLink to={`/content-manager/collection-types/${type}/${documentId}`}>{title ?? documentId}</TextLink>
  </Typography>
);
