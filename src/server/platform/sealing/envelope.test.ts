import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { handKey, keyIdOf, openEnvelope, sealEnvelope, waitToSeal } from './envelope.ts';

const place = { agencyId: 'a', clientId: 'c', rowId: 'r' };
const clientKey = { keyId: '01920000-0000-7000-8000-0123456789ab', key: randomBytes(32) };
const words = Buffer.from('Positive since 2019, told her sister – nobody else');
const sealed = () => {
  const envelope = sealEnvelope(clientKey, place, words);
  handKey(envelope, clientKey.key);
  return envelope;
};

test('a sealed text shows none of its words, and opens at its own place with its own key (S18)', () => {
  const envelope = sealed();

  expect(envelope.includes('Positive')).toBe(false);
  expect(keyIdOf(envelope)).toBe(clientKey.keyId);
  expect(openEnvelope(place, envelope)).toEqual(words);
});

test('the same words never look the same twice', () => {
  expect(sealed().equals(sealed())).toBe(false);
});

test.each(['agencyId', 'clientId', 'rowId'])('moved to another %s it does not open', (part) => {
  expect(() => openEnvelope({ ...place, [part]: 'x' }, sealed())).toThrow(/authenticate/);
});

test('changed by one bit anywhere it does not open', () => {
  for (let at = 0; at < sealed().length; at += 1) {
    const envelope = sealed();
    envelope[at] = (envelope[at] ?? 0) ^ 1;
    handKey(envelope, clientKey.key);

    const opened = (() => {
      try {
        return openEnvelope(place, envelope);
      } catch {
        return null;
      }
    })();

    expect(opened?.includes('Positive') ?? false).toBe(false);
  }
});

test('a key that is gone opens nothing', () => {
  expect(() => openEnvelope(place, sealEnvelope(clientKey, place, words))).toThrow(/key/);
});

test('what was never sealed holds no words, whatever way it takes', () => {
  const waiting = waitToSeal(place, words);

  expect(waiting.includes('Positive')).toBe(false);
  expect(() => openEnvelope(place, waiting)).toThrow(/never sealed/);
});

test('words from before there were keys still open', () => {
  expect(openEnvelope(place, words)).toEqual(words);
  expect(openEnvelope(place, Buffer.alloc(0))).toEqual(Buffer.alloc(0));
});
