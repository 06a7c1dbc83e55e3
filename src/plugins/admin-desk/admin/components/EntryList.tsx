import type * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { TextLink } from '../../../../shared/admin/components/TextLink';

/** Rows of a widget, with a line between them. */
export const EntryList = ({ children }: { children: React.ReactNode }) => (
  <Flex tag="ul" direction="column" alignItems="stretch">
    {children}
  </Flex>
);

interface EntryRowProps {
  title: string;
  /** Where the row leads to, within the panel. */
  to: string;
  aside?: React.ReactNode;
  children?: React.ReactNode;
}

export const EntryRow = ({ title, to, aside, children }: EntryRowProps) => (
  <Box
    tag="li"
    paddingTop={2}
    paddingBottom={3}
    borderColor="neutral150"
    borderStyle="solid"
    borderWidth="0 0 1px 0"
    style={{ overflowWrap: 'anywhere' }}
  >
    <Flex justifyContent="space-between" alignItems="flex-start" gap={2} wrap="wrap">
      <Typography fontWeight="semiBold">
        <TextLink to={to}>{title}</TextLink>
      </Typography>
      {aside}
    </Flex>
    {children}
  </Box>
);

/** A line of small text in a row. */
export const RowText = ({
  children,
  tone = 'neutral700',
}: {
  children: React.ReactNode;
  tone?: 'neutral700' | 'warning700' | 'danger700';
}) => (
  <Typography variant="pi" textColor={tone} tag="p">
    {children}
  </Typography>
);
