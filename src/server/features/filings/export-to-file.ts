import { dateInWords, momentInWords } from '#domain/words.ts';
import { mostToFile, type exportToFile as contract } from '#contract/filings.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { recordTakenOut } from '#server/stores/taken-out.ts';
import { fileables } from './filing-rows.ts';
import { textsOf } from './filing-texts.ts';
import { scopeIn } from './list-to-file.ts';

const rule = '='.repeat(72);

/** Plain text, because it is pasted elsewhere; it tells what its asker may read, and the audit trail names each client in it. */
export async function exportToFile(
  { scope }: InputOf<typeof contract>,
  visit: Visit,
): Promise<FileReply> {
  const { name, timeZone, isSample } = await findAgency(visit.tx, visit.agencyId);
  const open = await fileables(
    visit,
    { scope: scopeIn(scope, visit) },
    { onlyOpen: true, order: 'oldest', limit: mostToFile },
  );
  const mark = await recordTakenOut(visit, { what: 'texts-to-file', reason: null });
  const parts: string[] = [];
  for (const fileable of open) {
    const texts = await textsOf(visit, fileable);
    const { row } = fileable;
    for (const { artifact, title, filing } of row.artifacts)
      if (filing === null)
        parts.push(
          `${row.system}, ${title}, ${row.what} of ${dateInWords(Temporal.PlainDate.from(row.on))}\n${rule}\n\n${texts.get(artifact) ?? ''}`,
        );
    visit.touch(row.clientId);
  }
  const head = [
    `${name}. To be filed, as of ${momentInWords(visit.at.toZonedDateTimeISO(timeZone))}.`,
    `${mark}.`,
    'Confidential: names of clients. Do not pass on; delete it when it is filed.',
    ...(isSample ? ['Sample data. Nobody here is real.'] : []),
    ...(parts.length === 0 ? ['Nothing is to be filed.'] : []),
  ].join('\n');
  const text = [head, ...parts].join('\n\n\n');
  return {
    bytes: new TextEncoder().encode(`${text}\n`),
    type: 'text/plain; charset=utf-8',
    name: 'to-be-filed.txt',
    inline: false,
  };
}
