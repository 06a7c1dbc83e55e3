import type { ReadDocument } from '../domain/content-file/read';
import { readDocument } from '../domain/content-file/read';
import { documentsOf, type ContentList } from './import-source';

/** Gathers what a stream yields in lists of at most `size`, so that the database is asked once for many. */
export async function* batches<T>(stream: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const each of stream) {
    batch.push(each);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

export interface PlacedDocument extends ReadDocument {
  index: number;
}

/** The documents of a list that has been found faultless, in batches. The file itself is held to be the same by `documentsOf`. */
export async function* readBatches(
  list: ContentList,
  now: Date,
  size: number,
): AsyncGenerator<PlacedDocument[]> {
  for await (const batch of batches(documentsOf(list), size)) {
    yield batch.flatMap(({ index, value }) => {
      const { read } = readDocument(list.kind, value, now);
      return read ? [{ index, ...read }] : [];
    });
  }
}
