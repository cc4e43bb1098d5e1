import { textInWords, untrueInWords } from '#domain/filing/filing-words.ts';
import { dayInWords, momentInWords } from '#domain/words.ts';
import type { exportToFile as contract } from '#contract/filings.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { pluralOf } from '#domain/plurals.ts';
import { ownOrAll } from '#domain/worklist/own-or-all.ts';
import type { StreamReply } from '#server/platform/request.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { knownClassesOf } from '#server/stores/clients/client-classes.ts';
import type { FactKey, FactToFile } from '#server/stores/filings/facts-to-file.ts';
import { noticesTold } from '#server/stores/disclosures/notice-texts.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { classesToFile } from '#server/stores/record/record-classes.ts';
import { demandMayTakeLists, recordTakenOut } from '#server/stores/disclosures/taken-out.ts';
import { fileablePage, type Fileable } from './filing-rows.ts';
import { textsOf } from './filing-texts.ts';
import { untrueFilings } from './no-longer-true.ts';

const rule = '='.repeat(72);
const between = '\n\n\n';
const atOnce = 50;

type Page = { parts: string[]; last: FactKey | null };

/**
 * Plain text, because it is pasted elsewhere: every text that is open, page by page through the door. It tells what its asker may
 * read, and the audit trail names each client in it.
 */
export async function exportToFile(
  wanted: InputOf<typeof contract>,
  { step }: Passage,
): Promise<StreamReply> {
  const begun = await step(async (visit) => {
    const mark = await recordTakenOut(visit, { what: 'texts-to-file', reason: null });
    const page = await readPage(wanted, visit, null);
    const wrong = await wrongThere(wanted, visit);
    const isEmpty = page.parts.length + wrong.length === 0;
    return { page, opening: [await headOf(visit, { mark, isEmpty }), ...wrong] };
  });
  return { name: 'to-be-filed.txt', type: 'text/plain; charset=utf-8', chunks: pages() };

  async function* pages() {
    let { page } = begun;
    yield [...begun.opening, ...page.parts].join(between);
    while (page.last !== null) {
      const after = page.last;
      page = await step(async (visit) => {
        await demandMayTakeLists(visit);
        return readPage(wanted, visit, after);
      });
      if (page.parts.length > 0) yield ['', ...page.parts].join(between);
    }
    yield '\n';
  }
}

async function readPage(
  { scope }: InputOf<typeof contract>,
  visit: Visit,
  after: FactKey | null,
): Promise<Page> {
  const whose = { scope: ownOrAll(scope, visit.roles) };
  const wanted = { onlyOpen: true, order: 'oldest', limit: atOnce, after } as const;
  const { found, last, isFull } = await fileablePage(visit, whose, wanted);
  const parts: string[] = [];
  for (const fileable of found) parts.push(...(await partsOf(visit, fileable)));
  return { parts, last: isFull ? last : null };
}

async function partsOf(visit: Visit, fileable: Fileable): Promise<string[]> {
  const texts = await textsOf(visit, fileable);
  const { row } = fileable;
  const statement = await statementFor(visit, fileable.fact);
  visit.touch(row.clientId);
  return row.artifacts
    .filter(({ filing }) => filing === null)
    .map(
      ({ artifact, title }) =>
        `${row.system}, ${title}, ${row.what} of ${dayInWords(row.on)}\n${rule}\n\n${texts.get(artifact) ?? ''}\n\n${statement}`,
    );
}

/** A short list: what is to be put right over there is found by its reference, and nothing of it is copied. */
async function wrongThere({ scope }: InputOf<typeof contract>, visit: Visit): Promise<string[]> {
  const { found, hasMore } = await untrueFilings(visit, { scope: ownOrAll(scope, visit.roles) });
  if (found.length === 0) return [];
  const statements = new Set<string>();
  for (const { filing } of found) statements.add(await statementFor(visit, filing));
  visit.touch(...found.map(({ row }) => row.clientId));
  const lines = found.map(
    ({ row }) =>
      `- ${row.clientName} (#${row.clientNumber}), ${textInWords(row)}. ${untrueInWords(row)}`,
  );
  const more = hasMore ? ['There are more, which follow on Today.'] : [];
  return [['Filed, and no longer true', rule, '', ...lines, ...more, '', ...statements].join('\n')];
}

async function headOf(visit: Visit, { mark, isEmpty }: { mark: string; isEmpty: boolean }) {
  const { name, timeZone, isSample } = await findAgency(visit.tx, visit.agencyId);
  return [
    `${name}. To be filed, as of ${momentInWords(visit.at.toZonedDateTimeISO(timeZone))}.`,
    `${mark}.`,
    `Confidential: names of ${pluralOf(await ourClientWord(visit))}. Do not pass on; delete it when it is filed.`,
    ...(isSample ? ['Sample data. Nobody here is real.'] : []),
    ...(isEmpty ? ['Nothing is to be filed.'] : []),
  ].join('\n');
}

/** The laws' own words on passing on what this part tells: of each part its own, since each is pasted alone. */
async function statementFor(visit: Visit, fact: FactToFile): Promise<string> {
  const { clientId } = fact;
  const classes = [
    ...(await knownClassesOf(visit, clientId)),
    ...(await classesToFile(visit, fact)),
  ];
  const { today } = visit;
  const notices = await noticesTold(visit, { clientId, classes }, today);
  return notices.map(({ body }) => body).join('\n');
}
