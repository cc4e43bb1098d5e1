import type { z } from 'zod';
import type { conferenceView } from '#contract/conferences/conference-view.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { personKey, type SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import type { Lowering } from '#server/stores/case-classes.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';

type View = z.input<typeof conferenceView>['reviews'][number]['lowered'];

type Around = {
  lowered: ReadonlyMap<string, Lowering>;
  people: ReadonlyMap<string, KnownPerson>;
};

/** What of a review somebody gave a lower class than its case holds, and who; of what the asker may read. A reason has no mark of its own. */
export function showLowered(
  { id, entries, summary, actionItems }: ClientReview,
  { hidden }: StoredConference,
  { lowered, people }: Around,
): View {
  const told = (
    what: View[number]['what'],
    text: string,
    { aboutId, class: now }: { aboutId: string; class: SensitivityClass },
  ): View => {
    const before = lowered.get(aboutId);
    // Raised again since, there is nothing to say.
    if (before === undefined || higherClass(before.from, now) === now) return [];
    const byName = people.get(personKey({ kind: 'staff', id: before.by }))?.name ?? 'Somebody';
    return [{ what, text, from: before.from, byName }];
  };
  const isShown = (part: unknown) => !hidden.has(part);
  return [
    ...entries
      .filter(isShown)
      .flatMap((entry) => told('line', entry.text, { aboutId: entry.id, class: entry.class })),
    ...(summary === null || hidden.has(summary)
      ? []
      : told('summary', '', { aboutId: id, class: summary.class })),
    ...actionItems
      .filter(isShown)
      .flatMap((item) => told('action', item.text, { aboutId: item.id, class: item.class })),
  ];
}
