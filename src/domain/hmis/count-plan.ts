import type { HmisData } from './hmis-data.ts';
import type { Planned, PlanKind } from './import-plan.ts';
import type { Chosen, Lists } from './planned-lists.ts';
import type { Tally } from './tally.ts';

type Identified = { externalId: string; fingerprint: string };

function takeAll(list: Iterable<Identified>, tally: Tally) {
  for (const { externalId, fingerprint } of list) tally.take(externalId, fingerprint);
}

/** Counts what each list holds, and gives every other row of the file the reason why it is not there. */
export function countAll(
  { tables }: HmisData,
  chosen: Chosen,
  { lists, tallies }: { lists: Lists; tallies: Record<PlanKind, Tally> },
) {
  for (const treatment of chosen.organizations.values()) {
    if (treatment === 'this-agency') tallies.organization.skip('is-this-agency');
    if (treatment === 'leave-out') tallies.organization.skip('left-out');
    if (treatment === 'victim-service') tallies.organization.skip('victim-service');
  }
  for (const treatment of chosen.projects.values())
    if ('skip' in treatment) tallies.project.skip(treatment.skip);
  for (const { get } of tables.worker.rows())
    if (!chosen.workers.has(get('UserID'))) tallies.worker.skip('not-working-here');
  tallies.client.skip('not-enrolled-here', tables.client.size - chosen.clientPlaces.length);

  takeAll(lists.organizations(), tallies.organization);
  takeAll(lists.programs(), tallies.project);
  takeAll(lists.workers(), tallies.worker);
  takeAll(lists.clients(), tallies.client);
  takeAll(lists.sensitivity(), tallies.sensitivity);
  takeAll(lists.enrollments(), tallies.enrollment);
  takeAll(lists.exits(), tallies.exit);
  takeAll(lists.householdLinks(), tallies.householdLink);
}

const changed =
  <T extends Identified>(list: () => Iterable<T>, tally: Tally) =>
  (): Iterable<Planned<T>> =>
    onlyChanged(list(), tally);

function* onlyChanged<T extends Identified>(
  list: Iterable<T>,
  tally: Tally,
): Generator<Planned<T>> {
  for (const item of list) {
    const action = tally.actionOf(item.externalId, item.fingerprint);
    if (action !== 'unchanged') yield { ...item, action: action === 'make' ? 'make' : 'update' };
  }
}

/** The same lists without what is already as it should be. */
export const changedOf = (lists: Lists, tallies: Record<PlanKind, Tally>) => ({
  organizations: changed(lists.organizations, tallies.organization),
  programs: changed(lists.programs, tallies.project),
  workers: changed(lists.workers, tallies.worker),
  clients: changed(lists.clients, tallies.client),
  sensitivity: changed(lists.sensitivity, tallies.sensitivity),
  enrollments: changed(lists.enrollments, tallies.enrollment),
  exits: changed(lists.exits, tallies.exit),
  householdLinks: changed(lists.householdLinks, tallies.householdLink),
});
