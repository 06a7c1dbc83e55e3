import { contentRefusal } from './issues';
import { resources } from './resources';

const fieldsOf = (path: string) => resources.find((resource) => resource.path === path)?.fields ?? {};
const refusal = (errors: { path: (string | number)[]; message: string; name?: string }[]) => ({
  details: { errors },
});

it.each([
  ['a column', 'locations', ['moodCategory'], 'mood_category'],
  ['a column of another name', 'events', ['eventStatus'], 'status'],
  ['the date of a post', 'blog', ['date'], 'published_at'],
  ['a time in a line-up', 'events', ['lineUp', '1', 'endTime'], 'artists.1.end_time'],
  ['the artist of an entry', 'events', ['lineUp', 0, 'artist'], 'artists.0.slug'],
  ['a colour', 'locations', ['theme', 'primaryColor'], 'theme.primary_color'],
  ['an attribute that has no field', 'events', ['somethingNew'], 'something_new'],
])('names %s as the contract does', (_case, resource, path, field) => {
  expect(contentRefusal(refusal([{ path, message: 'is wrong' }]), fieldsOf(resource))).toEqual({
    status: 400,
    sentence: null,
    issues: { [field]: ['is wrong'] },
  });
});

it('names other fields within a sentence as the contract does', () => {
  const errors = [
    { path: ['endTime'], message: 'must be after startTime' },
    { path: ['lineUp', '0', 'startTime'], message: "must not be before the event's startTime" },
  ];
  expect(contentRefusal(refusal(errors), fieldsOf('events'))?.issues).toEqual({
    end_time: ['must be after start_time'],
    'artists.0.start_time': ["must not be before the event's start_time"],
  });
});

it('keeps all that is wrong with a field, beneath its translation', () => {
  const errors = [
    { path: ['title'], message: 'is long' },
    { path: ['title'], message: 'is wrong' },
  ];
  expect(contentRefusal(refusal(errors), fieldsOf('events'), 'translations.it.')?.issues).toEqual({
    'translations.it.title': ['is long', 'is wrong'],
  });
});

it.each([
  ['a taken slug alone is a conflict', [{ path: ['slug'], message: 'taken', name: 'TakenError' }], 409],
  [
    'with other faults it is one of them',
    [
      { path: ['slug'], message: 'taken', name: 'TakenError' },
      { path: ['name'], message: 'must be given', name: 'ValidationError' },
    ],
    400,
  ],
])('%s', (_case, errors, status) => {
  expect(contentRefusal(refusal(errors), fieldsOf('artists'))?.status).toBe(status);
});

it.each(['documentId', 'locale'])('is a conflict that has no field: %s', (name) => {
  expect(contentRefusal(refusal([{ path: [name], message: 'Still in use' }]), {})).toEqual({
    status: 409,
    sentence: 'Still in use',
    issues: null,
  });
});

it.each([[new Error('x')], [null], [{ details: {} }], [{ details: { errors: [] } }]])(
  'leaves another error alone: %p',
  (error) => {
    expect(contentRefusal(error, {})).toBeNull();
  },
);
