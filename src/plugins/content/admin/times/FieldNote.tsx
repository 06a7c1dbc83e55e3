import { Flex, TextButton, Typography } from '@strapi/design-system';

interface FieldNoteProps {
  children: string;
  /** What the button beside it does. */
  action: string;
  onAction: () => void;
}

/** What a change of a field has changed besides, or asks, and a button that answers. */
export const FieldNote = ({ children, action, onAction }: FieldNoteProps) => (
  <Flex gap={2} wrap="wrap" role="status">
    <Typography variant="pi" textColor="neutral700">
      {children}
    </Typography>
    <TextButton type="button" onClick={onAction}>
      {action}
    </TextButton>
  </Flex>
);
