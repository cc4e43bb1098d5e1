import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { recordReply } from '#contract/conferences/invite.ts';
import { replies } from '#contract/conferences/parts.ts';
import { personKey } from '#domain/people.ts';
import { listInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Select } from '#web/ui/select.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import type { Attendee } from './plan-drafts.ts';
import { TakeOff } from './invite-take-off.tsx';
import { aboutPerson, wordIn } from '#web/features/conferences/plan-words.ts';

const words = [
  { id: 'waiting', label: 'No answer yet' },
  { id: 'yes', label: 'Comes' },
  { id: 'no', label: 'Cannot come' },
  { id: 'another-time', label: 'Wants another time' },
];

type Props = { view: ConferenceView; invited: readonly Attendee[] };

/** Everybody who was invited, and what they answered; answers by telephone are typed in here. */
export function InviteReplies({ view, invited }: Props) {
  const tell = useTell(recordReply);
  const { conferenceId, reviews } = view;
  return (
    <>
      <ul className="rows">
        {invited.map((attendee) => (
          <li key={personKey(attendee.person)} className="plan-person reply-person">
            <div>
              <span className="strong">{attendee.name}</span>
              <span className="second">{evidenceOf(attendee, reviews)}</span>
              {attendee.answerInWords !== null && (
                <span className="second small soft">{wholeDays(attendee.answerInWords)}.</span>
              )}
            </div>
            <Select
              label={`Answer of ${attendee.name}`}
              options={words}
              value={attendee.reply}
              isDisabled={!view.may.plan}
              onChange={(id) => {
                const reply = replies.find((known) => known === id);
                if (reply && reply !== attendee.reply)
                  tell.mutate({ conferenceId, person: attendee.person, reply });
              }}
            />
            <TakeOff view={view} attendee={attendee} />
          </li>
        ))}
      </ul>
      {tell.isError && <Banner tone="late" title={troubleOf(tell.error).title} />}
    </>
  );
}

function evidenceOf(attendee: Attendee, reviews: ConferenceView['reviews']) {
  const clients = reviews
    .filter(({ reviewId }) => attendee.invitedTo.includes(reviewId))
    .map(({ client }) => client.name);
  const isThemself = attendee.person.kind === 'client';
  return [
    isThemself ? `The ${wordIn({ reviews })}` : aboutPerson(attendee),
    isThemself || clients.length === reviews.length ? '' : `for ${listInWords(clients)} only`,
    attendee.hasDied
      ? 'has died: nothing is sent'
      : attendee.hasEmail
        ? ''
        : 'no email address: tell them yourself',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
