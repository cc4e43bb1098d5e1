import { z } from 'zod';
import { origin, type House } from '#test/house.ts';

const start = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff, 0xe0],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
} as const;

/** Bytes that begin as such a file does, with words in them that can be looked for. */
export const scanSaying = (type: keyof typeof start, words: string) =>
  Buffer.concat([Buffer.from(start[type]), Buffer.from(words)]);
export const pngSaying = (words: string) => scanSaying('image/png', words);

const answered = z.object({
  scanId: z.string().default(''),
  type: z.string().default(''),
  title: z.string().default(''),
  fields: z.array(z.object({ path: z.string() })).default([]),
});

type Scan = { clientId: string; bytes: Uint8Array | ReadableStream<Uint8Array> };

/** Sends the scan of a consent as the named person, whatever becomes of it. */
export async function askToSendScan(house: House, name: string, { clientId, bytes }: Scan) {
  const response = await house.app.request(`${origin}/api/clients/${clientId}/consent-scans`, {
    method: 'POST',
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: `session=${house.as(name).token}`,
    },
    body: bytes instanceof ReadableStream ? bytes : new Uint8Array(bytes),
    ...(bytes instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
  return { status: response.status, body: answered.parse(await response.json()) };
}

export async function sendScan(
  house: House,
  name: string,
  scan: Scan,
): Promise<{ scanId: string }> {
  const { status, body } = await askToSendScan(house, name, scan);
  if (status !== 200) throw new Error(`${name} sends a scan: ${JSON.stringify(body)}`);
  return { scanId: body.scanId };
}
