import type { readCoordination as contract } from '#contract/coordination.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { perClientMonth } from '#domain/coordination/contact-frequency.ts';
import { isOwnKind, ownKindInWords } from '#domain/program-policy/own-kinds.ts';
import { providerClassWords } from '#contract/directory.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  coordinationByProgram,
  servicesByProgram,
  type ServiceKind,
} from '#server/stores/contacts/contact-counts.ts';
import { kindNamesOf } from '#server/stores/policies/provider-kinds.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';
import { periodOf } from './period.ts';

/** Every program in which the asker sees a client: coordination is expected in each model, whether a conference is or not. */
export async function readCoordinationByProgram(
  asked: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const period = await periodOf(asked, visit);
  const programs = await programsOf(visit.tx, visit.agencyId);
  const counted = await coordinationByProgram(visit, period);
  const services = await servicesByProgram(visit, period);
  const own = await kindNamesOf(visit);
  const wordsOf = (kind: ServiceKind) =>
    kind === 'organization'
      ? 'An organization'
      : isOwnKind(kind)
        ? (own.get(kind) ?? ownKindInWords(kind))
        : providerClassWords[kind];
  return {
    from: period.from.toString(),
    until: period.until.toString(),
    programs: programs.flatMap(({ programId, name, policyTitle }) => {
      const counts = counted.find((each) => each.programId === programId);
      if (!counts) return [];
      return [
        {
          ...counts,
          name,
          policyTitle,
          perClientMonth: perClientMonth(counts, period),
          services: services
            .filter((each) => each.programId === programId)
            .map(({ kind, contacts }) => ({ kind, contacts, inWords: wordsOf(kind) })),
        },
      ];
    }),
  };
}
