import type { printContactFrequency, readContactFrequency } from '#contract/coordination.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import {
  frequencyWith,
  oftenInWords,
  total,
  type ContactPartner,
  type PartnerFrequency,
  type Period,
} from '#domain/coordination/contact-frequency.ts';
import { contactActivities } from '#domain/record/contact-activities.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { dayInWords, momentInWords } from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { careTeamOf, type CareTeamMember } from '#server/stores/clients/care-team.ts';
import { caseClasses } from '#server/stores/case-classes.ts';
import { knownClassesOf } from '#server/stores/clients/client-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { contactCountsOf } from '#server/stores/contacts/contact-counts.ts';
import { organizationsOfProviders } from '#server/stores/directory/directory.ts';
import { noticesTold } from '#server/stores/disclosures/notice-texts.ts';
import { namesFor } from '#server/stores/record/record-names.ts';
import { clientWordOf } from '#server/stores/clock/enrolled-programs.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { recordTakenOut } from '#server/stores/disclosures/taken-out.ts';
import { periodOf } from './period.ts';

type Reply = ReplyOf<typeof readContactFrequency>;

/** Contacts whose notes the asker may not read are not in it: they leave no trace here either. */
export async function readContactFrequencyOf(
  asked: InputOf<typeof readContactFrequency>,
  visit: Visit,
): Promise<Reply> {
  const { clientId } = asked;
  await findClient(visit.tx, visit.agencyId, clientId);
  const period = await periodOf(asked, visit);
  const counted = await contactCountsOf(visit, clientId, period);
  const team = (await careTeamOf(visit.tx, visit.agencyId, [clientId])).filter(isOnIn(period));
  const serving = team.flatMap(({ person: { kind, id } }): ContactPartner[] =>
    kind === 'provider' ? [{ kind, id }] : [],
  );
  const outside = counted.filter(({ partner }) => partner.kind !== 'staff');
  const inside = counted.filter(({ partner }) => partner.kind === 'staff');
  const shown = await nameIn(visit, { period, team, counted });
  visit.touch(clientId);
  return {
    from: period.from.toString(),
    until: period.until.toString(),
    isWhole: (await caseClasses(visit, clientId)).seesAll,
    outside: sumOf(total(outside), period),
    inside: sumOf(total(inside), period),
    partners: [...frequencyWith(outside, serving), ...frequencyWith(inside, [])].map(shown),
  };
}

const sumOf = (contacts: number, period: Period) => ({
  contacts,
  inWords: oftenInWords(contacts, period),
});

const isOnIn =
  ({ from, until }: Period) =>
  (member: CareTeamMember) =>
    Temporal.PlainDate.compare(member.from, until) <= 0 &&
    (member.until === null || Temporal.PlainDate.compare(member.until, from) >= 0);

type Around = {
  period: Period;
  team: readonly CareTeamMember[];
  counted: readonly { partner: ContactPartner; organizationId: string | null }[];
};

/** People by the name that they had at the end of the period, and where they worked. */
async function nameIn(visit: Visit, { period, team, counted }: Around) {
  const partners = [...counted.map(({ partner }) => partner), ...team.map(({ person }) => person)];
  const of = (kind: string) => partners.flatMap((each) => (each.kind === kind ? [each.id] : []));
  const now = await organizationsOfProviders(visit, of('provider'));
  const then = counted.flatMap(({ partner, organizationId }) =>
    organizationId === null ? [] : [[partner.id, organizationId] as const],
  );
  const workedAt = new Map([...now, ...then.toReversed()]);
  const names = await namesFor(visit, {
    staff: of('staff'),
    providers: of('provider'),
    organizations: [...workedAt.values()],
  });
  return ({ partner, ...rest }: PartnerFrequency): Reply['partners'][number] => {
    const { kind, id } = partner;
    const place = names.organization(workedAt.get(id) ?? '');
    const isOutside = kind !== 'staff';
    const where = kind === 'provider' ? [place] : [isOutside ? 'Organization' : 'Our own staff'];
    return {
      kind,
      id,
      name: kind === 'organization' ? place : names.person({ kind, id }, period.until),
      about: where.filter((part) => part !== '').join(', '),
      isOutside,
      contacts: rest.contacts,
      oftenInWords: oftenInWords(rest.contacts, period),
      lastOn: rest.lastOn?.toString() ?? null,
      forInWords: rest.activities
        .map(({ activity, contacts }) => `${contactActivities[activity]} ${contacts}`)
        .join(', '),
    };
  };
}

export async function printContactFrequencyOf(
  asked: InputOf<typeof printContactFrequency>,
  visit: Visit,
): Promise<FileReply> {
  const { tx, agencyId, actor, at } = visit;
  const found = await readContactFrequencyOf(asked, visit);
  const client = await findClient(tx, agencyId, asked.clientId);
  const agency = await findAgency(tx, agencyId);
  const here = at.toZonedDateTimeISO(agency.timeZone);
  const { clientId } = asked;
  const classes = await knownClassesOf(visit, clientId);
  const notices = await noticesTold(visit, { clientId, classes }, here.toPlainDate());
  const label = capitalized(await clientWordOf(visit, clientId));
  const bytes = await renderPdf('accounting', {
    title: 'Coordination contacts',
    client: { name: client.name, facts: [{ label, value: `#${client.number}` }] },
    agency: agency.name,
    scope: [
      `${dayInWords(found.from)} to ${dayInWords(found.until)}.`,
      `Outside the agency: ${found.outside.inWords.toLowerCase()}.`,
      `Within it: ${found.inside.inWords.toLowerCase()}.`,
      ...(found.isWhole ? [] : ['Counted is what the person who printed this may read.']),
    ].join(' '),
    columns: ['With whom', 'How often', 'Last', 'What for'],
    rows: found.partners.map(({ name, about, ...each }) => [
      `${name}\n${about}`,
      each.oftenInWords,
      each.lastOn === null ? '' : dayInWords(each.lastOn),
      each.forInWords,
    ]),
    none: 'There was no contact in this time.',
    printedBy: (await findStaff(tx, agencyId, actor))?.fullName ?? '',
    printedAt: momentInWords(here),
    preparedFor: await recordTakenOut(visit, { what: 'contacts', reason: null }),
    redisclosureNotice: notices.map(({ body }) => body).join('\n'),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  const name = `contacts-${client.number}.pdf`;
  return { bytes, type: 'application/pdf', name, inline: true };
}
