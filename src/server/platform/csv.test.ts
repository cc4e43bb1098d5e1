import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, type CsvFault } from './csv.ts';

async function* chunked(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = 7) {
  const rows: (readonly string[] | null)[] = [];
  const faults: CsvFault[] = [];
  let header: readonly string[] | null = null;
  for await (const batch of readCsv(chunked(text, size))) {
    expect(batch.rows.length === 0 || batch.firstRow === rows.length + 2).toBe(true);
    header = batch.header;
    rows.push(...batch.rows);
    faults.push(...batch.faults);
  }
  return { header, rows, faults };
}

const withoutFault = (rows: (string[] | null)[]) => ({ header: ['a', 'b'], rows, faults: [] });

test.each([
  ['a byte-order mark', '\uFEFFa,b\n1,2\n', [['1', '2']]],
  [
    'line ends of Windows',
    'a,b\r\n1,2\r\n"3",""\r\n',
    [
      ['1', '2'],
      ['3', ''],
    ],
  ],
  ['line ends of an old Mac', 'a,b\r1,2\r', [['1', '2']]],
  ['a line end inside a value', 'a,b\n"one\r\ntwo",2\n', [['one\ntwo', '2']]],
  ['commas and quotation marks inside a value', 'a,b\n"x,""y""",2\n', [['x,"y"', '2']]],
  ['a last line without its end', 'a,b\n1,2', [['1', '2']]],
  [
    'an empty last value without its end',
    'a,b\n1,\n3,',
    [
      ['1', ''],
      ['3', ''],
    ],
  ],
  ['blank lines', 'a,b\n\n1,2\n\n', [null, ['1', '2'], null]],
  ['a header alone', 'a,b\n', []],
])('%s does no harm', async (_, text, rows) => {
  for (const size of [1, 2, 3, 100]) expect(await read(text, size)).toEqual(withoutFault(rows));
});

test('an empty file gives no batch at all', async () => {
  expect(await read('')).toEqual({ header: null, rows: [], faults: [] });
});

test.each<[string, string, CsvFault]>([
  ['a line that is cut off', 'a,b,c\n1,2,3\n4,5', { row: 3, column: 'b', kind: 'cut-off' }],
  ['a line cut off behind a comma', 'a,b\n1,2\n3,', { row: 3, column: 'b', kind: 'cut-off' }],
  ['a value that is cut off', 'a,b,c\n1,2,3\n4,5,"x', { row: 3, column: 'c', kind: 'cut-off' }],
  ['too few values', 'a,b,c\n1,2\n4,5,6\n', { row: 2, column: 'b', kind: 'too-few-values' }],
  ['too many values', 'a,b\n1,2,3\n4,5\n', { row: 2, column: 'b', kind: 'too-many-values' }],
])('%s is reported by row and column', async (_, text, fault) => {
  for (const size of [1, 4, 100]) {
    const { rows, faults } = await read(text, size);

    expect(faults).toEqual([fault]);
    expect(rows[fault.row - 2]).toBeNull();
    expect(rows.filter((row) => row !== null).length).toBe(1);
  }
});

test.each<[string, CsvFault]>([
  ['a,b\n"x"y,2\n"3",4\n', { row: 2, column: 'b', kind: 'quote-misplaced' }],
  ['a,b\n"x"y,2\n3,4\n', { row: 2, column: 'a', kind: 'value-never-ends' }],
])('a stray quotation mark is reported, as it may take in other rows', async (text, fault) => {
  for (const size of [1, 4, 100]) expect((await read(text, size)).faults).toEqual([fault]);
});

test('empty values behind the last column are let pass', async () => {
  expect((await read('a,b\n1,2,,\n')).faults).toEqual([]);
});

test('a quotation mark that never closes is given up before it fills memory', async () => {
  const endless = `a,b\n1,2\n"${'x,y\n'.repeat(2_000_000)}`;
  const { faults, rows } = await read(endless, 256 * 1024);

  expect(faults).toEqual([{ row: 3, column: '', kind: 'value-never-ends' }]);
  expect(rows).toEqual([['1', '2']]);
});

test('whatever is written as CSV is read back the same, however it is cut into chunks', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é') });
  const row = fc.tuple(cell, fc.constant('end'));
  await fc.assert(
    fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const quoted = rows.map((cells) =>
        cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','),
      );
      const { rows: back, faults } = await read(['a,b', ...quoted, ''].join('\n'), size);

      expect(faults).toEqual([]);
      expect(back).toEqual(rows);
    }),
    { numRuns: 200 },
  );
});
