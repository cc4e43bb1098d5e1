import { useState } from 'react';
import type { ReplyOf } from '#contract/endpoint.ts';
import { listPrivacyIncidents, reviewPrivacyIncident } from '#contract/privacy-incidents.ts';
import { incidentOutcomes, incidentOutcomeWords } from '#domain/consent/privacy-incident.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { ReviewDialog } from '#web/shell/review-dialog.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Segment } from '#web/ui/segment.tsx';
import { TextArea } from '#web/ui/text-area.tsx';

type Incident = ReplyOf<typeof listPrivacyIncidents>['incidents'][number];
type Show = 'open' | 'reviewed';

const views = [
  { id: 'open', label: 'To review' },
  { id: 'reviewed', label: 'Reviewed' },
] as const;

/** Who was there although the client had not agreed, for the supervisors of the program. */
export function PrivacyIncidentsPage() {
  const { one } = useOurWord();
  const [show, setShow] = useState<Show>('open');
  const asked = useAsk(listPrivacyIncidents, { show });
  return (
    <>
      <PageHead
        title="Privacy incidents"
        lead={`Somebody from outside heard what the ${one} had not agreed to. Somebody who did not record it looks at what happened.`}
        actions={<Segment<Show> label="Which" options={views} value={show} onChange={setShow} />}
      />
      <SectionBand title={show === 'open' ? 'To review' : 'Reviewed'}>
        <Asked asked={asked} label="Loading privacy incidents" rows={4}>
          {({ incidents, hasMore }) =>
            incidents.length === 0 ? (
              <EmptyState
                title={show === 'open' ? 'No incident waits for you.' : 'None was reviewed yet.'}
              />
            ) : (
              <>
                <RowsList
                  label="Privacy incidents"
                  items={incidents.map((incident) => ({
                    id: incident.incidentId,
                    text: <Words incident={incident} />,
                    action:
                      incident.state === 'open' ? <ReviewIt incident={incident} /> : undefined,
                  }))}
                />
                {hasMore && <p className="soft">There are more. Review these first.</p>}
              </>
            )
          }
        </Asked>
      </SectionBand>
    </>
  );
}

function Words({ incident }: { incident: Incident }) {
  const { who, client, conference, programName, thereInWords, classesInWords, review } = incident;
  const about = [who.title, who.agency].filter((part) => part).join(', ');
  return (
    <>
      <span className="strong">{who.name}</span>
      {about !== '' && <span className="soft sep">{about}</span>} heard about{' '}
      <Link look="plain" className="inline-tap" href={`/clients/${client.clientId}`}>
        {client.name}
      </Link>{' '}
      in{' '}
      <Link look="plain" className="inline-tap" href={`/conferences/${conference.conferenceId}`}>
        conference {conference.number}
      </Link>
      <span className="second">
        {programName}. There {thereInWords}. Without consent: {classesInWords}.
      </span>
      <span className="second">
        Recorded by {incident.recordedByName}, closed by {incident.openedByName}.
      </span>
      {review && (
        <span className="second">
          {review.outcomeInWords}, {review.byName}: {review.note}
        </span>
      )}
    </>
  );
}

const outcomesOf = ({ clientWord }: Incident) =>
  incidentOutcomes.map((id) => ({ id, label: incidentOutcomeWords(clientWord)[id] }));

function ReviewIt({ incident }: { incident: Incident }) {
  const tell = useTell(reviewPrivacyIncident);
  if (!incident.may.review)
    return <span className="small soft">You recorded it: another supervisor reviews it.</span>;
  return (
    <ReviewDialog
      about={`${incident.who.name} about ${incident.client.name}`}
      schema={reviewPrivacyIncident.input}
      also={{ incidentId: incident.incidentId }}
      onReview={tell.mutateAsync}
    >
      <RadioGroup name="outcome" label="What came of it" options={outcomesOf(incident)} />
      <TextArea name="note" label="What was found and done" limit={1000} rows={4} />
    </ReviewDialog>
  );
}
