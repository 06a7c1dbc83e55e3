import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

// The validator is an ES module, which jest cannot load: it runs beside.
const script = `
  import { Validator } from '@seriousme/openapi-schema-validator';
  import { json } from 'node:stream/consumers';
  const { valid, errors } = await new Validator().validate(await json(process.stdin));
  console.log(JSON.stringify(valid ? [] : errors));
`;

/** The faults that an independent validator finds in an OpenAPI document. */
export async function validate(document: string): Promise<unknown> {
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  running.child.stdin?.end(document);
  return JSON.parse((await running).stdout) as unknown;
}
