import { afterAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';
import { askToSendScan, pngSaying, sendScan } from '#test/send-scan.ts';

const house = await startHouse();
const { meet, tell, ask } = await consentScene(house);
afterAll(() => house.close());

test('one person’s waiting scans leave room for others, and one refused leaves the earlier (REQ-035)', async () => {
  const large = Buffer.alloc(20 * 1024 * 1024);
  pngSaying('').copy(large);
  const half = large.subarray(0, large.length / 2);
  const send = (name: string, clientId: string, bytes: Uint8Array) =>
    askToSendScan(house, name, { clientId, bytes });
  for (const bytes of [large, large, half])
    expect((await send('ana', await meet(), bytes)).status).toBe(200);
  const clientId = await meet();
  const { scanId } = await sendScan(house, 'ana', { clientId, bytes: pngSaying('small') });

  expect((await send('ana', clientId, large)).body.type).toBe('scans-busy');
  expect((await send('sue', clientId, large)).status).toBe(200);
  const recorded = await ask('ana', { signature: 'scan', scanId });
  expect(recorded.status).toBe(200);
  expect((await tell('ana', `${recorded.body.consentId}/scans`, { scanId })).body.type).toBe(
    'scan-kept-already',
  );
});

test('a scan that takes the place of one’s own earlier counts once (REQ-035)', async () => {
  const large = Buffer.alloc(20 * 1024 * 1024);
  pngSaying('').copy(large);
  const clientId = await meet();
  for (const bytes of [large, large, large, large])
    expect((await askToSendScan(house, 'bo', { clientId, bytes })).status).toBe(200);
});
