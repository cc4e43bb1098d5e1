import { dateInWords } from '#domain/words.ts';
import type { fileIt as contract, undoFiling as undoing } from '#contract/filings.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addFilings, filingsOf, undoFiling as undo } from '#server/stores/filings/filings.ts';
import { namesFor } from '#server/stores/record/record-names.ts';
import type { Fileable } from './filing-rows.ts';
import { findFileable } from './read-filing.ts';

export async function fileIt(
  { about, artifacts, filedOn, reference }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const found = await findFileable(visit, { kind: about.kind, aboutId: about.id });
  const { fact, rule } = found;
  const wanted = [...new Set(artifacts)];
  if (wanted.some((artifact) => !rule.artifacts.includes(artifact)))
    throw badInput(
      'artifacts',
      `${rule.system} is not given this text. Choose among the texts shown.`,
    );
  const on = Temporal.PlainDate.from(filedOn);
  checkDate(visit, on, found);
  const filed = await addFilings(visit, {
    about: fact,
    artifacts: wanted,
    system: rule.system,
    filedOn: on,
    reference,
  });
  if (filed === 0) throw await filedAlready(visit, found);
  visit.touch(fact.clientId, fact.enrollmentId);
  return { filed };
}

function checkDate({ at }: Visit, on: Temporal.PlainDate, { fact, timeZone, row }: Fileable) {
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw badInput('filedOn', 'This date has not come yet. Enter the day on which it was filed.');
  if (Temporal.PlainDate.compare(on, fact.on) < 0)
    throw badInput('filedOn', `This is before the ${row.what} itself, ${dateInWords(fact.on)}.`);
}

/** The second of two who file the same hears who was first. */
async function filedAlready(visit: Visit, { fact, rule }: Fileable) {
  const [first] = await filingsOf(visit, [fact.aboutId]);
  if (!first) return new Refused('changed-meanwhile');
  const names = await namesFor(visit, { staff: [first.filedBy] });
  const who =
    first.filedBy === visit.actor
      ? 'You'
      : names.person({ kind: 'staff', id: first.filedBy }, first.filedOn);
  const under = first.reference === '' ? '' : ` under ${first.reference}`;
  return new Refused('filed-already', [
    {
      path: 'filedOn',
      message: `${who} recorded this as filed in ${rule.system} on ${dateInWords(first.filedOn)}${under} already.`,
    },
  ]);
}

export async function undoFiling({ filingId }: InputOf<typeof undoing>, visit: Visit) {
  visit.touch(await undo(visit, filingId));
  return {};
}
