import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { openPrinter } from './printer.ts';
import { renderPdf } from './render-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());

const record = (howMany: number) => ({
  title: 'Client record',
  client: { name: 'Sample Client', facts: [{ label: 'Client', value: '#1042' }] },
  agency: 'Riverbend (sample)',
  period: 'The whole record',
  entries: Array.from({ length: howMany }, (_, index) => ({
    on: 'Thu 3 Dec 2026',
    kind: 'Contact',
    text: `Entry ${index}. A ride and a visit were agreed.`,
    people: ['Sample Worker'],
    isConference: false,
  })),
  printedBy: 'Sample Worker',
  printedAt: 'Thu 3 Dec 2026, 2:14 pm Eastern',
});

const roomy = { waiting: 4, milliseconds: 60_000 };

test(
  'others are answered while a record of two thousand entries is printed',
  { timeout: 240_000 },
  async () => {
    const order: string[] = [];
    const printing = renderPdf('client-record', record(2_000)).then((bytes) => {
      order.push('printed');
      return bytes;
    });
    const { status } = await house.visitor.get('/api/health');
    order.push('answered');
    const bytes = await printing;

    expect(status).toBe(200);
    expect(order).toEqual(['answered', 'printed']);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  },
);

test('so many sheets wait and no more; the next is told to come back', async () => {
  const print = openPrinter({ ...roomy, waiting: 1 });
  const [first, second] = [print('client-record', record(50)), print('client-record', record(1))];

  await expect(print('client-record', record(1))).rejects.toMatchObject({
    refusal: 'printing-busy',
  });
  expect((await first).length).toBeGreaterThan((await second).length);
});

test('a sheet that takes too long is given up, and so is what waited behind it once it takes too long', async () => {
  const hurried = openPrinter({ ...roomy, milliseconds: 1 });
  const busy = { refusal: 'printing-busy' };

  const [first, second] = [
    hurried('client-record', record(9)),
    hurried('client-record', record(9)),
  ];
  await expect(first).rejects.toMatchObject(busy);
  await expect(second).rejects.toMatchObject(busy);
});

test('a sheet that there is no template for fails by its name alone', async () => {
  const print = openPrinter(roomy);

  await expect(print('no-such-sheet', record(1))).rejects.toThrow(
    'The sheet no-such-sheet cannot be printed.',
  );
  expect((await print('client-record', record(1))).length).toBeGreaterThan(0);
});
