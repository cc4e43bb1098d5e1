import { flawOfHeldElsewhere } from '#domain/record/held-elsewhere.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { recordHeldElsewhere as contract } from '#contract/held-elsewhere.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientNamesOf } from '#server/stores/clients/clients.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { saveHeldElsewhere, spansOf, type Span } from '#server/stores/clock/held-elsewhere.ts';

/** One date and source for one enrollment or many: for all of them, or for none. */
export async function recordHeldElsewhere(
  asked: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { today } = visit;
  const ids = [...new Set(asked.enrollmentIds)];
  const spans = await spansOf(visit, ids);
  if (spans.length < ids.length) throw new Refused('not-found');
  const heldOn = Temporal.PlainDate.from(asked.heldOn);
  const flawed = spans.flatMap((span) => {
    const flaw = flawOfHeldElsewhere(heldOn, span, today);
    return flaw === null ? [] : [{ span, flaw }];
  });
  if (flawed.length > 0) throw await refusalOf(visit, flawed, spans.length);
  visit.touch(...spans.map(({ clientId }) => clientId), ...ids);
  return saveHeldElsewhere(
    visit,
    spans.map((span) => ({ span, heldOn, source: asked.source })),
  );
}

async function refusalOf(
  visit: Visit,
  flawed: readonly { span: Span; flaw: string }[],
  asked: number,
) {
  const [first] = flawed;
  if (asked === 1 || !first) return badInput('heldOn', first?.flaw ?? '');
  const names = await clientNamesOf(
    visit.tx,
    visit.agencyId,
    flawed.map(({ span }) => span.clientId),
  );
  const one = `${names.get(first.span.clientId) ?? `One ${await ourClientWord(visit)}`}: ${first.flaw}`;
  const rest = flawed.length === 1 ? '' : ` The same goes for ${flawed.length - 1} more.`;
  return badInput('heldOn', `${one}${rest} Take them out of the selection, or change the date.`);
}
