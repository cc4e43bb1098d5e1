import { strToU8, zipSync } from 'fflate';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvOf, smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import type { Export } from './walk-setup.ts';

/** The public sample export where it is at hand, else a made-up one with enough people. */
export function caseloadExport(): Export {
  const folder = process.env['ROUNDTABLE_SAMPLE_DATA'];
  const file = folder ? join(folder, 'hmis-csv-fy2026.zip') : '';
  if (folder && existsSync(file))
    return {
      file,
      organization: 'Neighborly Network',
      projects: ['Neighborly Permanent Supportive Housing'],
      partner: 'United Uplift',
    };
  console.info('ROUNDTABLE_SAMPLE_DATA is not set: the walk imports a small made-up export.');
  return {
    file: { name: 'export.zip', mimeType: 'application/zip', buffer: Buffer.from(madeUpZip()) },
    organization: 'Sample Agency',
    projects: ['Sample Housing'],
    partner: 'Sample Partner',
  };
}

const morePeople = [
  ['C6', 'Wren', 'Alder'],
  ['C7', 'Linden', 'Brook'],
  ['C8', 'Rowan', 'Cove'],
  ['C9', 'Briar', 'Dale'],
  ['C10', 'Hazel', 'Ember'],
];

function madeUpZip(): Uint8Array {
  const withClients = withFile(smallExport(), 'Client.csv', (rows) => [
    ...rows,
    ...morePeople.map(([id = '', given = '', family = '']) => [
      id,
      given,
      family,
      `0000000${id.slice(1).padStart(2, '0')}`,
      '1985-04-02',
      '1',
      '',
    ]),
  ]);
  const all = withFile(withClients, 'Enrollment.csv', (rows) => [
    ...rows,
    ...morePeople.map(([id = '']) => [
      `E${id.slice(1)}`,
      id,
      'PA',
      '2025-11-03',
      `H${id.slice(1)}`,
      '1',
      'U1',
      '',
    ]),
  ]);
  return zipSync(
    Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, strToU8(csvOf(rows))])),
  );
}
