import { contentDocument, schemaOf, type ContentDocument } from './documents';
import { faultsOf } from './faults';
import { kinds, type KindName } from './kinds';
import { resolveTimes } from './resolve';
import { ruleFaults } from './rules';
import type { Path } from './walk';

type Faults = { path: Path; message: string }[];

export interface ReadDocument {
  key: string;
  document: ContentDocument;
}

/**
 * Reads one document of a file: either it is right in itself, its times resolved, or every fault of it is told.
 * What needs other documents to be judged (references, slugs told twice) is not judged here.
 */
export function readDocument(
  name: KindName,
  value: unknown,
  now: Date,
): { read: ReadDocument; faults?: undefined } | { faults: Faults; read?: undefined } {
  const parsed = schemaOf(name).safeParse(value);
  if (!parsed.success) return { faults: faultsOf(parsed.error, value) };
  const document = contentDocument(parsed.data);
  const { shared, faults } = resolveTimes(name, document.shared, now);
  const key = shared[kinds[name].key];
  if (faults.length > 0 || typeof key !== 'string') return { faults };
  const resolved = { ...document, shared };
  const broken = ruleFaults(name, resolved);
  return broken.length > 0 ? { faults: broken } : { read: { key, document: resolved } };
}

/** The key of a document that may have any faults, so that it can be referred to all the same. */
export function keyOf(name: KindName, value: unknown): string | undefined {
  const key: unknown =
    typeof value === 'object' && value !== null
      ? Object.getOwnPropertyDescriptor(value, kinds[name].key)?.value
      : undefined;
  return typeof key === 'string' ? key : undefined;
}
