import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundedAgency, openWindow, type Window } from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let mine: Window;

beforeAll(async () => {
  mine = (await foundedAgency(house, 'first@riverbend.example')).window;
});
afterAll(() => house.close());

const key = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  clientExtensionResults: {},
};
const answer = {
  ...key,
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};
const newKey = { ...key, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } };

test.each(['a\nb', 'a\r\nset-cookie: b=c', 'a\0b', 'ключ'])(
  'what a browser keeps between two steps may be %j, and breaks nothing (S7, S15)',
  async (kept) => {
    const asked = async (from: Window, path: string, body: object) => {
      from.jar.set('pending', Buffer.from(kept).toString('base64url'));
      return (await from.post(path, body)).body.type;
    };
    const window = openWindow(house);

    expect(await asked(window, '/api/sign-in/code', { code: '123456' })).toBe('code-wrong');
    expect(await asked(window, '/api/sign-in/passkey/verify', { response: answer })).toBe(
      'passkey-failed',
    );
    expect(await asked(mine, '/api/account/passkeys/add', { name: 'Key', response: newKey })).toBe(
      'passkey-failed',
    );
  },
);
