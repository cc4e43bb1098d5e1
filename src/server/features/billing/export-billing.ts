import type { exportBilling as contract } from '#contract/billing.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { writeCsv } from '#server/platform/csv.ts';
import type { StreamReply } from '#server/platform/request.ts';
import type { Passage } from '#server/platform/shell.ts';
import type { BillingKey } from '#server/stores/billing/billing-list.ts';
import { recordReported } from '#server/stores/disclosures/disclosures.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { wordsByProgram } from '#server/stores/disclosures/notice-texts.ts';
import { demandMayTakeLists, takeOut } from '#server/stores/disclosures/taken-out.ts';
import { linesOf, monthOf, readPage } from './list-billing.ts';

const headerFor = (client: string) => [
  'Held on',
  'Time',
  `${capitalized(client)} number`,
  'Program',
  'Conference',
  'Way of meeting',
  'Who was there',
  'State',
  'Units',
  'Minutes',
  'Billed by',
  'Codes',
  'Preparation, never billed (minutes)',
  'Taken out by',
  'On passing it on',
];

const stateWords = { billed: 'billed', open: 'not yet billed', 'not-billable': 'cannot be billed' };

/** Page by page through the door, each one in the audit trail. */
export async function exportBilling(
  { month: asked, state, reason, reportTo, requestId }: InputOf<typeof contract>,
  { step }: Passage,
): Promise<StreamReply> {
  const { month, mark, report, word, words } = await step(async (visit) => {
    const named = await monthOf(visit, asked);
    const lines = await linesOf(visit, { ...named, state });
    return {
      word: await ourClientWord(visit),
      words: await wordsByProgram(visit, visit.today),
      ...named,
      ...(await takeOut(visit, {
        what: 'billing-list',
        reason,
        reportTo,
        requestId,
        asked: { month: named.month.toString(), state },
        lines,
      })),
    };
  });
  return {
    name: `billing-${month.toString()}.csv`,
    type: 'text/csv; charset=utf-8',
    chunks: pages(),
  };

  async function* pages() {
    yield writeCsv([headerFor(word)]);
    let after: BillingKey | null = null;
    do {
      const place: BillingKey | null = after;
      const page: Awaited<ReturnType<typeof readPage>> = await step(async (visit) => {
        await demandMayTakeLists(visit);
        const read = await readPage(visit, { month, state }, place);
        // Written down before it leaves.
        if (report !== null) await recordReported(visit, report, read.told);
        return read;
      });
      if (page.reviews.length > 0)
        yield writeCsv(
          page.reviews.map((row, index) => [
            row.heldOn,
            row.spanInWords,
            String(row.clientNumber),
            row.programName,
            String(row.conferenceNumber),
            row.modeInWords,
            row.whoInWords,
            stateWords[row.state],
            row.units === null ? '' : String(row.units),
            String(row.minutes),
            row.billedByName ?? '',
            [...row.errors, ...row.warnings].map(({ code }) => code).join(' '),
            String(row.preparedMinutes),
            mark,
            words(page.told.slice(index, index + 1)),
          ]),
        );
      after = page.last;
    } while (after !== null);
  }
}
