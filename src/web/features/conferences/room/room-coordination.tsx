import {
  type ContactOfReview,
  linkContact,
  readReviewCoordination,
} from '#contract/conferences/coordination.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { relationWords } from '#domain/coordination/contact-link.ts';
import { dayInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { announce } from '#web/ui/announce.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { type Review } from '#web/features/conferences/hold-words.ts';

type Props = { conference: ConferenceView; review: Review };
type Found = ReplyOf<typeof readReviewCoordination>;

/** What went on about one client between conferences, and which of it belongs to this one. */
export function RoomCoordination(props: Props) {
  const mayRead = useMay('record:read');
  return mayRead ? <Coordination {...props} /> : null;
}

function Coordination({ conference, review }: Props) {
  const { reviewId, client } = review;
  const key = { conferenceId: conference.conferenceId, reviewId };
  const asked = useAsk(readReviewCoordination, key);
  return (
    <section className="last" aria-labelledby={`coordination-${reviewId}`}>
      <h2 id={`coordination-${reviewId}`} className="h-row">
        Coordination <span className="soft">{asked.data ? countWords(asked.data) : ''}</span>{' '}
        <Link href={`/clients/${client.clientId}?tab=contacts`}>All contacts</Link>
      </h2>
      <Asked asked={asked} label="Looking for contacts and requests" rows={1}>
        {({ contacts, attempts }) => (
          <>
            {contacts.length > 0 && (
              <Contacts contacts={contacts} conference={conference} review={review} />
            )}
            {attempts.length > 0 && (
              <RowsList
                label="Requests without an answer"
                items={attempts.map(({ attemptId, on, inWords }) => ({
                  id: attemptId,
                  when: shortDay(on),
                  text: inWords,
                }))}
              />
            )}
          </>
        )}
      </Asked>
    </section>
  );
}

function countWords({ contacts, attempts, since }: Found): string {
  const from = `since ${dayInWords(since)}`;
  if (contacts.length === 0 && attempts.length === 0) return `No contact ${from}.`;
  const made = counted(contacts.length, 'contact');
  const open = counted(attempts.length, 'unanswered request');
  return `${made}${attempts.length === 0 ? '' : `, ${open}`} ${from}`;
}

type ContactsProps = Props & { contacts: readonly ContactOfReview[] };

function Contacts({ contacts, conference, review }: ContactsProps) {
  const mayWrite = useMay('record:write');
  const tell = useTell(linkContact);
  const { conferenceId } = conference;
  const { reviewId, client } = review;
  const change = (contactId: string, isLinked: boolean) =>
    void tell.mutateAsync({ conferenceId, reviewId, contactId, isLinked }).then(
      () => announce(isLinked ? 'It belongs to this conference.' : 'It stands alone again.'),
      () => undefined,
    );
  return (
    <>
      {tell.isError && <Banner tone="late" title={troubleOf(tell.error).title} />}
      <RowsList
        label={`Contacts about ${client.name}`}
        items={contacts.map(({ contactId, on, inWords, forInWords, relation }) => ({
          id: contactId,
          when: shortDay(on),
          text: (
            <>
              {inWords} <span className="soft">{forInWords}</span>{' '}
              {relation !== null && <Status kind="done">{relationWords[relation]}</Status>}
            </>
          ),
          ...(mayWrite && {
            action: (
              <Button
                look="quiet"
                size="small"
                isPending={tell.isPending && tell.variables.contactId === contactId}
                aria-label={`${belongs(relation)}: ${inWords}, ${dayInWords(on)}`}
                onPress={() => change(contactId, relation === null)}
              >
                {belongs(relation)}
              </Button>
            ),
          }),
        }))}
      />
    </>
  );
}

const belongs = (relation: ContactOfReview['relation']) =>
  relation === null ? 'Belongs here' : 'Take off';

/** Without the day of the week, in a narrow column. */
const shortDay = (on: string) => dayInWords(on).replace(/^\w+ /, '');
