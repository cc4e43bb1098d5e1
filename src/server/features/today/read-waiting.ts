import type { z } from 'zod';
import type { readWaiting as contract } from '#contract/today-now.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { withArticle } from '#domain/program-policy/client-word.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientNamesOf } from '#server/stores/clients/clients.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { branchesOf } from '#server/stores/clock/obligations-scope.ts';
import { reviewsDue } from '#server/stores/conferences/reviews-due.ts';
import {
  actionsOverdue,
  mailsStuck,
  mostWaiting,
  repliesAwaited,
  silencesToSettle,
  statusUpdatesToSettle,
} from '#server/stores/conferences/today-waiting.ts';

export async function readWaiting(
  _input: object,
  visit: Visit,
): Promise<z.input<typeof contract.reply>> {
  const { today } = visit;
  if (!visit.abilities.has('conference:read'))
    return {
      today: today.toString(),
      replies: [],
      silences: [],
      reviews: [],
      mailsGoOn: false,
      mails: [],
      actions: [],
      statusUpdates: [],
    };
  const replies = await repliesAwaited(visit);
  const silences = await silencesToSettle(visit);
  const mails = await mailsStuck(visit);
  const updates = await statusUpdatesToSettle(visit);
  const said = new Set(updates.map(({ id }) => id));
  const actions = (await actionsOverdue(visit, today)).filter(({ id }) => !said.has(id));
  const reviews = await reviewsDue(visit, await branchesOf(visit, { scope: 'mine' }), { today });
  const names = await clientNamesOf(
    visit.tx,
    visit.agencyId,
    reviews.map(({ clientId }) => clientId),
  );
  const somebody = capitalized(withArticle(await ourClientWord(visit)));
  visit.touch(...[...actions, ...updates].map(({ clientId }) => clientId));
  return {
    today: today.toString(),
    replies: replies.map((each) => ({
      ...each,
      invitedAt: each.invitedAt.toString(),
      startsAt: each.startsAt.toString(),
    })),
    silences: silences.map((each) => ({ ...each, sentOn: each.sentOn.toString() })),
    reviews: reviews.map(({ reviewOn, ...each }) => ({
      ...each,
      clientName: names.get(each.clientId) ?? somebody,
      reviewOn: reviewOn.toString(),
    })),
    mailsGoOn: mails.length >= mostWaiting,
    mails: mails.map((each) => ({ ...each, writtenAt: each.writtenAt.toString() })),
    actions: actions.map((each) => ({ ...each, dueOn: each.dueOn.toString() })),
    statusUpdates: updates.map((each) => ({
      ...each,
      until: each.until?.toString() ?? null,
      on: each.on.toString(),
    })),
  };
}
