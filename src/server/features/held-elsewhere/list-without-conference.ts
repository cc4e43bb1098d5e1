import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { listWithoutConference as contract } from '#contract/held-elsewhere.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientsOf } from '#server/stores/clients/clients.ts';
import { enrollmentsWithoutConference } from '#server/stores/clock/held-elsewhere-missing.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';

const pageSize = 50;

export async function listWithoutConference(
  { programId, page }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { tx, agencyId, today } = visit;
  const found = await enrollmentsWithoutConference(visit, {
    programId,
    offset: page * pageSize,
    limit: pageSize + 1,
  });
  const clients = await clientsOf(
    tx,
    agencyId,
    found.map(({ clientId }) => clientId),
  );
  visit.touch(...clients.map(({ clientId }) => clientId));
  const byId = new Map(clients.map((client) => [client.clientId, client]));
  const programs = (await programsOf(tx, agencyId)).map(({ programId: id, name }) => ({
    programId: id,
    name,
  }));
  const names = new Map(programs.map((program) => [program.programId, program.name]));
  return {
    rows: found.slice(0, pageSize).flatMap((row) => {
      const client = byId.get(row.clientId);
      const programName = names.get(row.programId);
      if (!client || !row.startedOn || programName === undefined) return [];
      return [
        {
          enrollmentId: row.enrollmentId,
          clientId: row.clientId,
          clientName: client.name,
          clientNumber: client.number,
          programName,
          startedOn: row.startedOn.toString(),
          dueOn: row.dueOn?.toString() ?? null,
        },
      ];
    }),
    hasMore: found.length > pageSize,
    programs,
    today: today.toString(),
  };
}
