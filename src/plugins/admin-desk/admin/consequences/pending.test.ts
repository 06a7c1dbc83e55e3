import { confirm, pendingQuestion } from './pending';

const answer = {
  consequences: [],
  missing: { gaps: [], untranslated: [] },
  refusal: null,
  needsConfirmation: true,
};

it('goes on where nobody can be asked', async () => {
  await expect(confirm('publish', answer)).resolves.toBe(true);
});

it.each([true, false])('answers as somebody decides: %s', async (isConfirmed) => {
  const leave = pendingQuestion.subscribe(() => undefined);
  const outcome = confirm('publish', answer);
  pendingQuestion.get()?.decide(isConfirmed);
  await expect(outcome).resolves.toBe(isConfirmed);
  expect(pendingQuestion.get()).toBeNull();
  leave();
});

it('asks one question at a time, and none on a page that is left', async () => {
  const leave = pendingQuestion.subscribe(() => undefined);
  const first = confirm('publish', answer);
  const second = confirm('delete', answer);
  await expect(first).resolves.toBe(false);
  expect(pendingQuestion.get()?.action).toBe('delete');
  leave();
  await expect(second).resolves.toBe(false);
});
