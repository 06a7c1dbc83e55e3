import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Json } from '../../../contract/job';
import { Panel } from '../../components/Panel';

const Code = styled(Box)`
  overflow: auto;
  max-height: 40rem;
  font-family: monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

/** What a job was given, or what it gave. */
export const JsonPanel = ({ title, value }: { title: string; value: Json }) => (
  <Panel title={title}>
    <Code tag="pre" background="neutral100" color="neutral800" hasRadius padding={4} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </Code>
  </Panel>
);
