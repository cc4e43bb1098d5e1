import type { z } from 'zod';
import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/revocation-notices.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { personKey, sensitivityClasses, type PersonRef } from '#domain/people.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import {
  countOpenNotices,
  findNotice,
  noticesOf,
  settleNotice,
  type StoredNotice,
} from '#server/stores/consents/revocation-notices.ts';
import { namesOfParties } from './names-of-parties.ts';

type Reply = z.input<typeof contract.listRevocationNotices.reply>;

const pageSize = 50;

export async function listRevocationNotices(
  wanted: InputOf<typeof contract.listRevocationNotices>,
  visit: Visit,
): Promise<Reply> {
  const found = await noticesOf(visit, { ...wanted, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const last = shown.at(-1);
  visit.touch(...shown.flatMap(({ noticeId, clientId }) => [noticeId, clientId]));
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const today = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const ids = shown.map(({ clientId }) => clientId);
  const clients = await reviewClients(visit, ids);
  const readable = await readableClassesOf(visit, ids);
  const staff = (id: string): PersonRef => ({ kind: 'staff', id });
  const tellers = shown.flatMap(({ told }) => (told === null ? [] : [staff(told.by)]));
  const people = await peopleAsOf(visit, tellers, { on: today, knownAt: visit.at });
  const nameOf = await partyNames(visit, shown, today);
  return {
    today: today.toString(),
    open: await countOpenNotices(visit, wanted),
    next: found.length > pageSize && last ? `${last.revokedAt.toString()}_${last.noticeId}` : null,
    notices: shown.map(({ noticeId, consentId, clientId, partyId, form, revokedAt, told }) => ({
      noticeId,
      consentId,
      client: { clientId, name: clients.get(clientId)?.name ?? '' },
      party: nameOf(partyId),
      formTitle:
        form !== 'not-noted' &&
        sensitivityClasses.every((each) => readable.get(clientId)?.includes(each))
          ? formRules[form].title
          : '',
      revokedOn: revokedAt.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
      told: told && {
        on: told.on.toString(),
        how: told.how,
        byName: people.get(personKey(staff(told.by)))?.name ?? 'Somebody',
      },
    })),
  };
}

async function partyNames(
  visit: Visit,
  shown: readonly StoredNotice[],
  today: Temporal.PlainDate,
): Promise<(partyId: string) => string> {
  const consents = await consentsOf(
    visit.tx,
    shown.map(({ clientId }) => clientId),
  );
  const nameOf = await namesOfParties(visit, consents, today);
  const names = new Map(
    consents.flatMap((consent) =>
      [...consent.recipients, ...consent.disclosers].map(
        (party) => [party.partyId, nameOf(party, consent).name] as const,
      ),
    ),
  );
  return (partyId) => names.get(partyId) ?? 'Not known';
}

export async function recordNoticeGiven(
  { noticeId, on, how }: InputOf<typeof contract.recordNoticeGiven>,
  visit: Visit,
) {
  const { tx, agencyId, today } = visit;
  const notice = await findNotice(visit, noticeId);
  const { timeZone } = await findAgency(tx, agencyId);
  const day = Temporal.PlainDate.from(on);
  const revokedOn = notice.revokedAt.toZonedDateTimeISO(timeZone).toPlainDate();
  const isWrong =
    Temporal.PlainDate.compare(day, today) > 0 || Temporal.PlainDate.compare(day, revokedOn) < 0;
  if (isWrong)
    throw badInput('on', 'They were told between the revocation and today. Correct the date.');
  await settleNotice(visit, noticeId, { on: day, how });
  visit.touch(noticeId, notice.clientId);
  return { noticeId };
}
