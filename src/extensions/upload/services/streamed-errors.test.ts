import { errors } from '@strapi/utils';
import { maskStreamedErrors } from './streamed-errors';

test('reports a database failure in a stream with a message of the club', async () => {
  const log = { error: jest.fn() };
  const sql = Object.assign(new Error('insert into `files` - Connection lost'), {
    code: 'PROTOCOL_CONNECTION_LOST',
    fatal: true,
  });
  const fail = (respond: boolean, error: Error) => {
    const club = { log, requestContext: { get: () => ({ respond }) } } as never;
    return maskStreamedErrors(club, () => Promise.reject(error))();
  };
  await expect(fail(true, sql)).rejects.toBe(sql);
  await expect(fail(false, sql)).rejects.toThrow(/^The database/);
  await expect(fail(false, new Error('insert'))).rejects.toThrow('The file could not be stored');
  const refused = new errors.ApplicationError('No picture');
  await expect(fail(false, refused)).rejects.toBe(refused);
  expect(log.error).toHaveBeenCalledTimes(2);
});
