import type * as React from 'react';
import { Box, Typography } from '@strapi/design-system';

interface DescriptionListProps {
  /** CSS `grid-template-columns`; one column without it. */
  columns?: string;
  /** Terms and their descriptions; those without one are left out. */
  items: readonly (readonly [term: string, description: React.ReactNode])[];
}

export const DescriptionList = ({ columns = '1fr', items }: DescriptionListProps) => (
  <Box tag="dl" style={{ display: 'grid', gap: '1.6rem', gridTemplateColumns: columns }}>
    {items.map(
      ([term, description]) =>
        description !== null && (
          <Box key={term} style={{ overflowWrap: 'anywhere' }}>
            <Typography variant="sigma" textColor="neutral600" tag="dt">
              {term}
            </Typography>
            <Typography tag="dd" textColor="neutral800">
              {description}
            </Typography>
          </Box>
        ),
    )}
  </Box>
);
