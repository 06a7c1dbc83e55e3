import type * as React from 'react';
import { Box, Typography } from '@strapi/design-system';

/** A name and what is known by it; belongs in a `dl`. */
export const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <Box style={{ overflowWrap: 'anywhere' }}>
    <Typography variant="sigma" textColor="neutral600" tag="dt">
      {name}
    </Typography>
    <Typography tag="dd" textColor="neutral800">
      {children}
    </Typography>
  </Box>
);
