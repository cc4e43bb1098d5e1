import type { InputOf } from '#contract/endpoint.ts';
import type { dropStatement as dropping, giveStatement as giving } from '#contract/statements.ts';
import { textKey } from '#domain/consent/notice-texts.ts';
import { dayGiven } from '#domain/consent/owed-statement.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { mayDrop } from './may-drop.ts';
import { findStatement, settleStatement } from '#server/stores/disclosures/statements.ts';

const wrongDay = {
  'before-it-was-heard': 'This is before the conference. Enter the day on which it was given.',
  'not-yet': 'This day has not come yet. Record it once it was given or posted.',
} as const;

/** The texts are those that were in force on the day on which it was given. */
export async function giveStatement(
  { statementId, on, way }: InputOf<typeof giving>,
  visit: Visit,
) {
  const statement = await findStatement(visit, statementId);
  if (statement.state !== 'open') throw new Refused('statement-already-settled');
  const today = visit.at.toZonedDateTimeISO(statement.timeZone).toPlainDate();
  const day = dayGiven(Temporal.PlainDate.from(on), { heardOn: statement.heardOn, today });
  if (!day.allowed) throw badInput('on', wrongDay[day.refusal]);
  const texts = await noticesOn(visit, statement.laws, day.value);
  const carried = texts.map(textKey);
  await settleStatement(visit, statementId, { state: 'given', way, on: day.value, texts: carried });
  visit.touch(statementId, statement.clientId);
  return { statementId };
}

export async function dropStatement({ statementId, why }: InputOf<typeof dropping>, visit: Visit) {
  const statement = await findStatement(visit, statementId);
  if (!mayDrop(statement, visit)) throw new Refused('not-found');
  await settleStatement(visit, statementId, { state: 'not-needed', why });
  visit.touch(statementId, statement.clientId);
  return { statementId };
}
