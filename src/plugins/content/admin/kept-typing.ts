interface Patch {
  type: 'adminApi/queries/queryResultPatched';
  payload: { queryCacheKey: string };
}

function isPatch(action: unknown): action is Patch {
  return (
    typeof action === 'object' &&
    action !== null &&
    'type' in action &&
    action.type === 'adminApi/queries/queryResultPatched' &&
    'payload' in action &&
    typeof action.payload === 'object' &&
    action.payload !== null &&
    'queryCacheKey' in action.payload &&
    typeof action.payload.queryCacheKey === 'string'
  );
}

/**
 * Keeps what somebody typed when saving it is refused. The content manager notes a change as saved before it is
 * (`updateDocument` in its services/documents.ts), takes that back when it is refused, and the form, which begins anew
 * whenever the document it shows is another, loses all of it. So documents are not patched here: after a save that
 * succeeds the content manager asks for the document again, as it always did.
 */
export const keptTyping =
  () =>
  () =>
  <Action>(next: (action: Action) => unknown) =>
  (action: Action): unknown =>
    isPatch(action) && action.payload.queryCacheKey.startsWith('getDocument(') ? action : next(action);
