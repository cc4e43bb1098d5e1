import type * as contract from '#contract/conferences/capture.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { openActionItem, type ActionItem } from '#domain/action-items/action-item.ts';
import { addActionItem as decide } from '#domain/conference/capture.ts';
import { personKey, type PersonRef, type SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  type CaseClasses,
  caseClasses,
  chooseClass,
  noteLowering,
} from '#server/stores/case-classes.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { staffWithoutAccess } from '#server/stores/care-teams.ts';
import { mayBeGiven } from '#server/stores/audit/known-access.ts';
import { lockForWriting, reviewIn, withReview } from './change-conference.ts';
import { classAnew } from '#server/features/conferences/classes.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';

type Agreed = Omit<InputOf<typeof contract.addActionItem>, 'conferenceId' | 'reviewId' | 'class'>;

const draftOf = ({ needId, text, owner, dueOn, followUp: { on, how, by } }: Agreed) => ({
  needId,
  text,
  owner,
  dueOn: Temporal.PlainDate.from(dueOn),
  followUp: { on: Temporal.PlainDate.from(on), how, by },
});

/** One step with one owner, who has to be able to read it. */
export async function addActionItem(input: InputOf<typeof contract.addActionItem>, visit: Visit) {
  const { conferenceId, reviewId } = input;
  const stored = await lockForWriting(visit, conferenceId);
  const { clientId } = reviewIn(stored, reviewId);
  await requireKnown(visit, stored, { ...input, clientId });
  const classes = await caseClasses(visit, clientId);
  const id = newId(visit.at);
  const sensitivity = chooseClass(classes, input.class);
  await requireReader(visit, classes, { ...input, class: sensitivity });
  requireShownNeed(stored, input);
  const item = { ...draftOf(input), id, class: sensitivity };
  const agreed = orRefuse(decide(stored.conference, { reviewId, item, at: visit.at }));
  await saveConference(visit, stored, { to: agreed });
  await noteLowering(visit, classes, { aboutId: id, clientId, class: sensitivity });
  return { conferenceId, actionItemId: id };
}

type People = { owner: PersonRef; followUp: { by: string }; clientId: string };

async function requireKnown(
  visit: Visit,
  { asKnown }: StoredConference,
  { owner, followUp, clientId }: People,
) {
  if (owner.kind === 'client' && owner.id !== clientId) throw new Refused('unknown-person');
  const follower = { kind: 'staff', id: followUp.by } as const;
  const known = await peopleAsOf(visit, [owner, follower], asKnown);
  if (!known.has(personKey(owner)) || !known.has(personKey(follower)))
    throw new Refused('unknown-person');
  const staff = [follower, owner].flatMap(({ kind, id }) => (kind === 'staff' ? [id] : []));
  const blind = await staffWithoutAccess(visit.tx, staff, [clientId]);
  if (blind.length > 0)
    throw new Refused('bad-input', [
      {
        path: blind.includes(followUp.by) ? 'followUp.by' : 'owner',
        message: 'This person has no access to the chart. Add them to the care team first.',
      },
    ]);
}

/** Nobody gets a step that they would not find. Whoever may not know what the case holds is not told by this, either. */
async function requireReader(
  visit: Visit,
  { seesAll }: CaseClasses,
  step: { owner: PersonRef; followUp: { by: string }; class: SensitivityClass },
) {
  if (!seesAll) return;
  const mayRead = async (staffId: string, path: string) => {
    if (!(await mayBeGiven(visit, staffId, step.class)))
      throw badInput(
        path,
        'This person may not read this kind of information. Choose somebody else, or keep the step as general.',
      );
  };
  if (step.owner.kind === 'staff') await mayRead(step.owner.id, 'owner');
  await mayRead(step.followUp.by, 'followUp.by');
}

type NeedKey = { reviewId: string; needId: string | null };

/** A need that the asker is not shown is not there for them. */
const isShownNeed = (stored: StoredConference, { reviewId, needId }: NeedKey) =>
  reviewIn(stored, reviewId).entries.some(
    (each) => each.kind === 'need' && each.id === needId && !stored.hidden.has(each),
  );

function requireShownNeed(stored: StoredConference, key: NeedKey) {
  if (key.needId !== null && !isShownNeed(stored, key)) throw new Refused('no-such-need');
}

type ItemKey = { reviewId: string; actionItemId: string };

function itemIn(stored: StoredConference, { reviewId, actionItemId }: ItemKey): ActionItem {
  const item = reviewIn(stored, reviewId).actionItems.find(({ id }) => id === actionItemId);
  if (!item || stored.hidden.has(item)) throw new Refused('not-found');
  return item;
}

export async function editActionItem(input: InputOf<typeof contract.editActionItem>, visit: Visit) {
  const { conferenceId, reviewId, actionItemId: id } = input;
  const stored = await lockForWriting(visit, conferenceId);
  const before = itemIn(stored, input);
  const { clientId } = reviewIn(stored, reviewId);
  requireShownNeed(stored, input);
  // Whoever is not shown what it is for has not said that it is for the whole plan.
  const needId = isShownNeed(stored, { reviewId, needId: before.needId })
    ? input.needId
    : (input.needId ?? before.needId);
  await requireKnown(visit, stored, { ...input, clientId });
  const classes = await caseClasses(visit, clientId);
  const isOwn = input.owner.kind === 'staff' && input.owner.id === visit.actor;
  const hasSameWords = input.text === before.text && input.followUp.how === before.followUp.how;
  const asked = { before: before.class, wanted: input.class, isOwn, hasSameWords };
  const sensitivity = classAnew(classes, asked);
  const isPassedOn = input.owner.kind !== 'staff' || input.owner.id !== visit.actor;
  if (isPassedOn && sensitivity !== 'general' && !classes.seesAll)
    throw badInput('owner', 'You would not see it any more. The case manager can pass it on.');
  await requireReader(visit, classes, { ...input, class: sensitivity });
  const draft = { ...draftOf({ ...input, needId }), id, reviewId, clientId, class: sensitivity };
  const today = visit.at.toZonedDateTimeISO(stored.timeZone).toPlainDate();
  const item = orRefuse(openActionItem(draft, today));
  const written = withReview(stored.conference, reviewId, (review) => ({
    ...review,
    actionItems: review.actionItems.map((each) => (each.id === id ? item : each)),
  }));
  await saveConference(visit, stored, { to: orRefuse(written) });
  const rewritten = { aboutId: id, clientId, class: sensitivity, before: before.class };
  await noteLowering(visit, classes, rewritten);
  return { conferenceId };
}

export async function removeActionItem(
  input: InputOf<typeof contract.removeActionItem>,
  visit: Visit,
) {
  const { conferenceId, reviewId, actionItemId } = input;
  const stored = await lockForWriting(visit, conferenceId);
  itemIn(stored, input);
  const written = withReview(stored.conference, reviewId, (review) => ({
    ...review,
    actionItems: review.actionItems.filter(({ id }) => id !== actionItemId),
  }));
  await saveConference(visit, stored, { to: orRefuse(written) });
  return { conferenceId };
}
