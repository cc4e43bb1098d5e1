import { expect, test } from 'vitest';
import { begunAgain } from './begin-again.ts';

const brokenOff = (code: string) => Object.assign(new Error(code), { code });

/** Work that the database breaks off so many times, and that then answers how often it was begun. */
function workBrokenOff(times: number, code = '40P01') {
  let begun = 0;
  const work = async () => {
    begun += 1;
    if (begun <= times) throw brokenOff(code);
    return begun;
  };
  return { work, begun: () => begun };
}

test.each(['40P01', '40001'])(
  'what the database broke off with %s is begun again',
  async (code) => {
    expect(await begunAgain(workBrokenOff(2, code).work)).toBe(3);
  },
);

test('what is broken off again and again is given up after the fourth time', async () => {
  const { work, begun } = workBrokenOff(100);
  await expect(begunAgain(work)).rejects.toMatchObject({ code: '40P01' });
  expect(begun()).toBe(4);
});

test.each(['23505', '25P02', '57014'])('what failed with %s is not begun again', async (code) => {
  const { work, begun } = workBrokenOff(1, code);
  await expect(begunAgain(work)).rejects.toMatchObject({ code });
  expect(begun()).toBe(1);
});
