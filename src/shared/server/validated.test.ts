import { errors } from '@strapi/utils';
import { z } from 'zod';
import { validated } from './validated';

const schema = z.looseObject({
  model: z.string(),
  ids: z.union([z.string(), z.array(z.string())], { error: 'must be an id, or a list of them' }).optional(),
});

const refusalOf = (value: unknown): unknown => {
  try {
    return validated(schema, value);
  } catch (error) {
    return error;
  }
};

describe('what a request sent', () => {
  it('is given as the schema reads it', () =>
    expect(validated(schema, { model: 'a', ids: ['b'], other: 1 })).toEqual({
      model: 'a',
      ids: ['b'],
      other: 1,
    }));

  it.each<[unknown, string]>([
    [{ model: { toString: 1 } }, 'model: '],
    [{ model: { constructor: 1 } }, 'model: '],
    [{ model: [{}] }, 'model: '],
    [{ model: [[]] }, 'model: '],
    [{ model: 'a', ids: { toString: 1 } }, 'ids: must be an id, or a list of them'],
    [{ model: 'a', ids: [{}] }, 'ids: must be an id, or a list of them'],
    [[[]], 'Invalid input'],
    [null, 'Invalid input'],
    [undefined, 'Invalid input'],
  ])('%j is refused, and the field named', (value, message) => {
    const error = refusalOf(value);
    expect(error).toBeInstanceOf(errors.ValidationError);
    expect(error).toMatchObject({
      message: expect.stringContaining(message),
      details: { errors: expect.any(Array) },
    });
  });
});
