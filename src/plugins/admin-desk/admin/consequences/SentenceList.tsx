import * as React from 'react';
import { Box, Typography } from '@strapi/design-system';
import type { Section } from './pending';

/** Sentences one below the other, with a heading if there is one. */
export const SentenceList = ({ title, items, tone }: Section) => {
  const id = React.useId();
  return (
    <Box>
      {title !== null && (
        <Typography id={id} variant="sigma" textColor="neutral600" tag="h3">
          {title}
        </Typography>
      )}
      <Box
        tag="ul"
        aria-labelledby={title === null ? undefined : id}
        paddingTop={2}
        paddingLeft={5}
        style={{ listStyle: 'disc' }}
      >
        {items.map((item) => (
          <Typography key={item} tag="li" textColor={tone} style={{ display: 'list-item' }}>
            {item}
          </Typography>
        ))}
      </Box>
    </Box>
  );
};
