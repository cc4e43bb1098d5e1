import { expect, test } from 'vitest';
import { mayPass, pathOf, troubleOf } from './trouble.ts';

const thrown = (body: object) => Object.assign(new Error('fault'), { body });

test('a refusal that names fields is shown beside them and not offered again', () => {
  const fields = [{ path: 'dueOn', message: 'Enter a date' }];

  const trouble = troubleOf(thrown({ type: 'bad-input', status: 400, title: 'No', fields }));

  expect(trouble.fields).toEqual({ dueOn: 'Enter a date' });
  expect(mayPass(trouble)).toBe(false);
});

test('a fault of the server keeps its reference and may be tried again', () => {
  const trouble = troubleOf(
    thrown({ type: 'fault', status: 500, title: 'Sorry', reference: '7K2' }),
  );

  expect(trouble).toMatchObject({ title: 'Sorry', reference: '7K2', fields: {} });
  expect(mayPass(trouble)).toBe(true);
});

test('a server that cannot be reached may be tried again, a refusal may not', () => {
  expect(mayPass(troubleOf(thrown({ status: 0, title: 'Unreachable' })))).toBe(true);
  expect(mayPass(troubleOf(thrown({ status: 403, title: 'Not allowed' })))).toBe(false);
});

test('whatever else is thrown still becomes a sentence', () => {
  expect(troubleOf('oops').title).toBe('That did not work. Your text is still here.');
});

test('a path in a list is the name of its field', () => {
  expect(pathOf(['people', 0, 'name'])).toBe('people.0.name');
});
