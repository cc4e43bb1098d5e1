import { expect, test } from 'vitest';
import { digestOfGuestCode, newGuestCode } from './guest-code.ts';

const key = Buffer.from('a key for tests, of 32 bytes ...');
const linkId = '01890a5d-ac96-774b-bcce-b302099a8057';

test('a code for a guest has eight digits, also where it begins with a nought (REQ-178)', () => {
  const codes = Array.from({ length: 300 }, newGuestCode);

  expect(codes.filter((code) => !/^\d{8}$/.test(code))).toEqual([]);
  expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  expect(new Set(codes).size).toBe(codes.length);
});

test('the digest of a code is of one key, one link and one code (REQ-178)', () => {
  const digest = digestOfGuestCode(key, linkId, '00000001');

  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOfGuestCode(key, linkId, '00000001')).toBe(digest);
  expect(digestOfGuestCode(Buffer.alloc(32), linkId, '00000001')).not.toBe(digest);
  expect(digestOfGuestCode(key, linkId.replace('0', '1'), '00000001')).not.toBe(digest);
  expect(digestOfGuestCode(key, linkId, '00000002')).not.toBe(digest);
});
