import type { z } from 'zod';
import type { dismissRenewal as dismissing, listEndingConsents } from '#contract/consents-ahead.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { daysToPaper } from '#domain/consent/consent-forms.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { asTold } from '#server/stores/consents/consents-known.ts';
import {
  daysAfterEnd,
  endingConsents,
  recordNoRenewal,
} from '#server/stores/consents/consents-ahead.ts';
import { lockToChange, mayChange } from './may-change.ts';
import { namesOfParties } from './names-of-parties.ts';

type Reply = z.input<typeof listEndingConsents.reply>;
type Within = InputOf<typeof listEndingConsents>['within'];

const pageSize = 50;

export async function readEndingConsents(
  { within, whose: asked, after }: InputOf<typeof listEndingConsents>,
  visit: Visit,
): Promise<Reply> {
  const { today } = visit;
  const whose = asked ?? (visit.supervisedProgramIds.length > 0 ? 'all' : 'mine');
  const found = await endingConsents(visit, {
    ...spanOf(within, today),
    isOnPaper: within === 'on-paper',
    whose,
    after: after ?? null,
    limit: pageSize + 1,
  });
  const page = found.slice(0, pageSize);
  const last = found.length > pageSize ? page.at(-1) : undefined;
  const ids = [...new Set(page.map(({ clientId }) => clientId))];
  visit.touch(...ids);
  const clients = await reviewClients(visit, ids);
  const readable = await readableClassesOf(visit, ids);
  const consents = new Map(
    (await asTold(visit, await consentsOf(visit.tx, ids))).map((each) => [each.id, each]),
  );
  const nameOf = await namesOfParties(visit, [...consents.values()], today);
  return {
    today: today.toString(),
    whose,
    next: last === undefined ? null : `${last.lastDay.toString()}_${last.consentId}`,
    consents: page.flatMap(({ consentId, clientId, classes, lastDay }) => {
      const consent = consents.get(consentId);
      if (!consent) return [];
      return {
        consentId,
        client: { clientId, name: clients.get(clientId)?.name ?? '' },
        recipients: consent.recipients.map((party) => nameOf(party, consent).name),
        classes,
        lastDay: lastDay.toString(),
        daysLeft: today.until(lastDay).days,
        mayDismiss:
          visit.abilities.has('consent:write') &&
          mayChange(consent, readable.get(clientId) ?? [], visit.actor),
      };
    }),
  };
}

function spanOf(within: Within, today: Temporal.PlainDate) {
  if (within === 'ended')
    return { from: today.subtract({ days: daysAfterEnd }), until: today.subtract({ days: 1 }) };
  // Late for its paper it still waits, for as long as it holds.
  if (within === 'on-paper')
    return {
      from: today.subtract({ days: daysAfterEnd }),
      until: today.add({ days: daysToPaper }),
    };
  return { from: today, until: today.add({ days: Number(within) }) };
}

export async function dismissRenewal(
  { consentId, reason }: InputOf<typeof dismissing>,
  visit: Visit,
) {
  const { clientId } = await lockToChange(visit, consentId);
  await recordNoRenewal(visit, { consentId, clientId, reason });
  visit.touch(consentId, clientId);
  return { consentId };
}
