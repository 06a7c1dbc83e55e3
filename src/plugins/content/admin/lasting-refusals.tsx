import { Alert, Box } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { toast } from 'sonner';
import { z } from 'zod';

/** A refusal because of usage, which no field of a form shows. */
const inUse = z.object({
  name: z.literal('ValidationError'),
  message: z.string(),
  details: z.object({
    errors: z
      .tuple([z.object({ path: z.tuple([z.enum(['documentId', 'files'])]).rest(z.string()) })])
      .rest(z.unknown()),
  }),
});

/** Requests whose refusals name documents: too much to read while Strapi shows a message. */
const meta = z.object({
  arg: z.object({
    endpointName: z.enum([
      'bulkDeleteItems',
      'deleteAsset',
      'deleteDocument',
      'deleteManyDocuments',
      'publishManyDocuments',
      'unpublishDocument',
      'unpublishManyDocuments',
    ]),
  }),
});
const refused = z.union([
  z.object({
    type: z.literal('adminApi/executeMutation/rejected'),
    payload: z.object({ name: z.literal('ValidationError'), message: z.string() }),
    meta,
  }),
  z.object({ type: z.literal('adminApi/executeMutation/rejected'), payload: inUse }),
  // Part of a selection was refused: src/plugins/content/server/services/bulk-actions.ts.
  z.object({
    type: z.literal('adminApi/executeMutation/fulfilled'),
    payload: z.object({ message: z.string() }),
    meta,
  }),
]);

type ToastId = ReturnType<typeof toast.custom>;

function Refusal({ message, onClose }: { message: string; onClose: () => void }) {
  const closeLabel = useIntl().formatMessage({ id: 'global.close', defaultMessage: 'Close' });
  return (
    // An open dialog disables pointer events outside of it.
    <Box width="50rem" maxWidth="100%" style={{ pointerEvents: 'auto' }}>
      <Alert variant="danger" closeLabel={closeLabel} onClose={onClose}>
        {message}
      </Alert>
    </Box>
  );
}

/** Shows a message until it is closed. @param replaced the message that it replaces */
function show(message: string, replaced: ToastId | undefined): ToastId {
  return toast.custom((id) => <Refusal message={message} onClose={() => toast.dismiss(id)} />, {
    duration: Infinity,
    ...(replaced !== undefined && { id: replaced }),
  });
}

/**
 * A Redux middleware that shows refusals of the server until they are closed. Strapi shows them for four seconds, or only says
 * in the media library that an error has occurred, or that everything was done when a part was; this replaces its message.
 */
export const lastingRefusals = () => {
  let last: ToastId | undefined;
  return () =>
    <Action,>(next: (action: Action) => unknown) =>
    (action: Action): unknown => {
      const result = next(action);
      const { data } = refused.safeParse(action);
      if (!data) return result;
      const before = new Set(toast.getToasts().map(({ id }) => id));
      // Runs after the component that made the request has shown its message.
      window.setTimeout(() => {
        const strapis = toast.getToasts().find(({ id }) => !before.has(id));
        if (last !== undefined) toast.dismiss(last);
        last = show(data.payload.message, strapis?.id);
      });
      return result;
    };
};
