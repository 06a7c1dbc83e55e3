import { confirm, pendingQuestion, type Question } from './pending';

const question = (action: Question['action']): Question => ({
  action,
  title: 'Sure?',
  sections: [],
  mayGoOn: true,
});

it('goes on where nobody can be asked', async () => {
  await expect(confirm(question('publish'))).resolves.toBe(true);
});

it.each([true, false])('answers as somebody decides: %s', async (isConfirmed) => {
  const leave = pendingQuestion.subscribe(() => undefined);
  const outcome = confirm(question('publish'));
  pendingQuestion.get()?.decide(isConfirmed);
  await expect(outcome).resolves.toBe(isConfirmed);
  expect(pendingQuestion.get()).toBeNull();
  leave();
});

it('asks one question at a time, and none on a page that is left', async () => {
  const leave = pendingQuestion.subscribe(() => undefined);
  const first = confirm(question('publish'));
  const second = confirm(question('delete'));
  await expect(first).resolves.toBe(false);
  expect(pendingQuestion.get()?.action).toBe('delete');
  leave();
  await expect(second).resolves.toBe(false);
});
