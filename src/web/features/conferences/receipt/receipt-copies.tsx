import { printFormFor } from '#contract/conferences/close.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { readMayTell } from '#contract/may-tell.ts';
import { isSamePerson } from '#domain/people.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { keepsSomethingBack, NotToTellWords } from '#web/shell/not-to-tell.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Banner } from '#web/ui/banner.tsx';
import type { Review } from '#web/features/conferences/hold-words.ts';

type Props = { conference: ConferenceView; review: Review };

/** The written record for each outside person of this review: by what the papers let them learn today. */
export function ReceiptCopies({ conference, review }: Props) {
  const mayWrite = useMay('record:write');
  const { attendance, client, counts, form, program, reviewId } = review;
  const word = program.vocabulary.client;
  const readers = conference.attendees.flatMap(({ person, name, invitedTo }) => {
    const wasThere = attendance.some(
      (seen) => seen.state === 'present' && isSamePerson(seen.person, person),
    );
    const { kind, id } = person;
    return kind !== 'staff' && (wasThere || invitedTo.includes(reviewId))
      ? [{ kind, personId: id, name }]
      : [];
  });
  if (form !== 'made' || !mayWrite || counts?.isVoid || readers.length === 0) return null;
  return (
    <section className="receipt-copies" aria-label={`Copies of the form of ${client.name}`}>
      <dl className="receipt-facts">
        <dt>Copies</dt>
        <dd>
          <p className="small soft">
            Each copy holds what the {word}’s papers let its reader learn today, and is written into
            the log of what was disclosed. Whoever may not learn everything gets it without the
            summary. Whoever gets our mail about it can print their own from its link.
          </p>
          <ul>
            {readers.map(({ kind, personId, name }) => (
              <li key={`${kind} ${personId}`}>
                <FileLink
                  file={printFormFor}
                  input={{ reviewId, kind, personId }}
                  className="inline-tap"
                >
                  Copy for {name} (PDF)
                </FileLink>
                {kind !== 'client' && (
                  <KeptBack
                    clientId={client.clientId}
                    word={word}
                    kind={kind}
                    id={personId}
                    name={name}
                  />
                )}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </section>
  );
}

type Reader = {
  clientId: string;
  word: string;
  kind: 'provider' | 'support';
  id: string;
  name: string;
};

/** What the client said in words no rule can take out: whoever hands the copy over reads it first. */
function KeptBack({ clientId, word, kind, id, name }: Reader) {
  const { data } = useAsk(readMayTell, {
    clientId,
    ...(kind === 'provider' ? { providerId: id } : { supportId: id }),
  });
  if (!data || !keepsSomethingBack(data.notToTell)) return null;
  return (
    <Banner
      tone="soon"
      title={`The ${word} keeps something back from ${name}: read the copy first.`}
    >
      <NotToTellWords {...data.notToTell} />
    </Banner>
  );
}
