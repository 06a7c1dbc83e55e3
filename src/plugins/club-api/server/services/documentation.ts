import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getAbsoluteFSPath } from 'swagger-ui-dist';
import { ApiError } from '../domain/api-error';
import { documentationScript } from '../domain/documentation-page';

const types = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);

/**
 * One file of the documentation page.
 * @throws ApiError 404 for any other name
 */
export async function documentationFile(file: string): Promise<{ type: string; body: Buffer }> {
  if (file === 'page.js')
    return { type: 'text/javascript; charset=utf-8', body: Buffer.from(documentationScript) };
  const type = types.get(file);
  if (!type) throw new ApiError(404, `File '${file}' not found`);
  return { type, body: await readFile(path.join(getAbsoluteFSPath(), file)) };
}
