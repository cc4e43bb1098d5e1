import { expect, test } from 'vitest';
import { scanTypeOf } from './scan.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['%PDF-1.7 and so on', 'application/pdf'],
  ['\xff\xd8\xff\xe0 and so on', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n and so on', 'image/png'],
])('a scan is known by its first bytes (REQ-035)', (text, type) => {
  expect(scanTypeOf(bytes(text))).toBe(type);
});

test.each(['', '%PD', 'MZ\x90\x00', '<html>%PDF-', 'PK\x03\x04', '\x89PNG\n\n', 'II*\x00'])(
  'what begins as %j is no scan (REQ-035)',
  (text) => {
    expect(scanTypeOf(bytes(text))).toBeNull();
  },
);
