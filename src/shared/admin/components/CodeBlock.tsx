import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';

const Code = styled(Box)`
  overflow: auto;
  max-height: 40rem;
  font-family: monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

/** JSON, requests and answers, as programs write them. The keyboard scrolls it. */
export const CodeBlock = ({ children }: { children: string }) => (
  <Code tag="pre" background="neutral100" color="neutral800" hasRadius padding={4} tabIndex={0}>
    {children}
  </Code>
);
