import { z } from 'zod';
import { contentSchema } from './documents';

/** The published JSON Schema (draft 2020-12) of a club's content; of a single list, take its `$defs` entry. */
export function contentJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(contentSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'Content of the club', ...rest }, null, 2)}\n`;
}
