import type { Json } from '../../../contract/job';
import { Code } from '../../components/Code';
import { Panel } from '../../components/Panel';

/** What a job was given, or what it gave. */
export const JsonPanel = ({ title, value }: { title: string; value: Json }) => (
  <Panel title={title}>
    <Code tag="pre" background="neutral100" color="neutral800" hasRadius padding={4} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </Code>
  </Panel>
);
