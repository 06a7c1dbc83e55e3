import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';

/** What programs wrote to one another. */
export const Code = styled(Box)`
  overflow: auto;
  max-height: 40rem;
  font-family: monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;
