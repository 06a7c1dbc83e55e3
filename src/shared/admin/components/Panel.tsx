import type * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

interface PanelProps {
  title: string;
  aside?: React.ReactNode;
  /** Without a ground: what is within has its own. */
  isBare?: boolean;
  children: React.ReactNode;
}

const ground = {
  background: 'neutral0',
  borderColor: 'neutral150',
  hasRadius: true,
  shadow: 'tableShadow',
  padding: 6,
} as const;

export const Panel = ({ title, aside, isBare = false, children }: PanelProps) => (
  // What is visually hidden in it is positioned, and would make the whole page as high as if the panel did not scroll.
  <Box tag="section" aria-label={title} position="relative" {...(isBare ? {} : ground)}>
    <Flex justifyContent="space-between" alignItems="flex-end" gap={4} paddingBottom={4} wrap="wrap">
      <Typography variant="delta" tag="h2">
        {title}
      </Typography>
      {aside}
    </Flex>
    {children}
  </Box>
);
