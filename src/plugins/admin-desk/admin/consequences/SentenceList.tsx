import * as React from 'react';
import { Box, Typography } from '@strapi/design-system';

interface SentenceListProps {
  title: string;
  items: readonly string[];
  tone: 'neutral800' | 'warning700';
}

/** Sentences one below the other, with a heading. */
export const SentenceList = ({ title, items, tone }: SentenceListProps) => {
  const id = React.useId();
  return (
    <Box>
      <Typography id={id} variant="sigma" textColor="neutral600" tag="h3">
        {title}
      </Typography>
      <Box tag="ul" aria-labelledby={id} paddingTop={2} paddingLeft={5} style={{ listStyle: 'disc' }}>
        {items.map((item) => (
          <Typography key={item} tag="li" textColor={tone} style={{ display: 'list-item' }}>
            {item}
          </Typography>
        ))}
      </Box>
    </Box>
  );
};
