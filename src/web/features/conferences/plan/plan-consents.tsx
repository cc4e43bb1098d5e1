import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isSamePerson, personKey } from '#domain/people.ts';
import { listInWords } from '#domain/words.ts';
import { pluralOf } from '#domain/plurals.ts';
import { NotToTellWords } from '#web/shell/not-to-tell.tsx';
import { useWarnBeforeLeaving } from '#web/shell/use-warn-before-leaving.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Status } from '#web/ui/status.tsx';
import { allDecided, type Way } from './plan-decisions.ts';
import type { Plan } from './plan-saving.ts';
import { savedThen } from './plan-section.ts';
import { type Pair, pairsOf, wordIn } from '#web/features/conferences/plan-words.ts';
import { kindsInWords } from './readiness-kinds.ts';

type Props = { plan: Plan; onNext: () => void; onMove: () => void };

const keyOf = ({ attendee, review }: Pair) => `${personKey(attendee.person)} ${review.reviewId}`;

/** Each pair of person and client that consent does not cover, with its ways on. Everything else goes ahead. */
export function PlanConsents({ plan, onNext, onMove }: Props) {
  const { view, people } = plan;
  const pairs = pairsOf(view);
  const blocked = pairs.filter(({ isFine }) => !isFine);
  const { wayOf, choose, carryOut } = useWays(people, blocked);
  const endEarly = pairs.filter(losesSomething);

  if (pairs.length === 0) {
    return (
      <EmptyState
        title="Nobody from outside is asked yet."
        action={<Button onPress={onNext}>Invite people</Button>}
      >
        Your own team needs no consent to hear about its {pluralOf(wordIn(view))}.
      </EmptyState>
    );
  }
  const apply = () => {
    carryOut();
    void savedThen(people, onNext);
  };
  return (
    <>
      <p className="soft">
        {pairs.length - blocked.length} of {pairs.length} pairs of person and {wordIn(plan.view)}{' '}
        are fine.
        {blocked.length > 0 && ' Everything else goes ahead.'}
      </p>
      <div className="issues">
        {blocked.map((pair) => (
          <Issue
            key={keyOf(pair)}
            conferenceId={view.conferenceId}
            pair={pair}
            way={wayOf(pair)}
            others={pairs.filter(
              (other) => other.isFine && isSamePerson(other.attendee.person, pair.attendee.person),
            )}
            onChoose={(way) => choose(pair, way)}
            onMove={onMove}
          />
        ))}
      </div>
      {endEarly.length > 0 && (
        <Banner tone="soon" title="A consent for some of it ends before the meeting.">
          {endEarly.map(({ attendee, review, readiness }) => (
            <span key={`${personKey(attendee.person)} ${review.reviewId}`} className="second">
              {attendee.name} about {review.client.name}: {kindsInWords(readiness?.kinds ?? [])}
            </span>
          ))}
        </Banner>
      )}
      <Coverage pairs={pairs} />
      <p className="form-actions">
        <Button onPress={apply}>Save and continue</Button>
      </p>
    </>
  );
}

/** What was chosen is carried out as soon as somebody goes on, wherever to: the rest of a plan saves itself too. */
function useWays(people: Plan['people'], blocked: readonly Pair[]) {
  const [ways, setWays] = useState<ReadonlyMap<string, Way>>(new Map());
  const wayOf = (pair: Pair) => ways.get(keyOf(pair)) ?? 'ask';
  const next = allDecided(people.value, blocked, wayOf);
  const isWaiting = next !== people.value;
  const carryOut = () => {
    if (isWaiting) people.change(next);
  };
  useWarnBeforeLeaving(isWaiting);
  const last = useRef(carryOut);
  useLayoutEffect(() => {
    last.current = carryOut;
  });
  useEffect(() => () => last.current(), []);
  return {
    wayOf,
    choose: (pair: Pair, way: Way) => setWays(new Map(ways).set(keyOf(pair), way)),
    carryOut,
  };
}

/** They may come, and on that day may not hear of something that they may hear of now. */
const losesSomething = ({ isFine, readiness }: Pair) =>
  isFine && readiness?.kinds.some(({ state }) => state === 'ends-before') === true;

/** Who of the invited is covered on the day of the meeting, for which kinds of information and until when. */
function Coverage({ pairs }: { pairs: readonly Pair[] }) {
  const covered = pairs.filter(({ readiness }) => readiness !== undefined);
  return (
    <details>
      <summary>Who is covered for what, and until when</summary>
      <RowsList
        label="Who is covered"
        items={covered.map((pair) => ({
          id: keyOf(pair),
          text: (
            <>
              <span className="strong">{pair.attendee.name}</span> about {pair.review.client.name}
              <span className="second">{kindsInWords(pair.readiness?.kinds ?? [])}</span>
              {pair.readiness && <NotToTellWords {...pair.readiness.notToTell} />}
            </>
          ),
        }))}
      />
    </details>
  );
}

type IssueProps = {
  conferenceId: string;
  pair: Pair;
  way: Way;
  others: readonly Pair[];
  onChoose: (way: Way) => void;
  onMove: () => void;
};

function Issue({ conferenceId, pair, way, others, onChoose, onMove }: IssueProps) {
  const { attendee, review, readiness } = pair;
  const client = review.client.name;
  const endsEarly = readiness?.state === 'ends-before';
  const rest = listInWords(others.map((other) => other.review.client.name));
  return (
    <div className="issue">
      <h3>
        {client} and {attendee.name}:{' '}
        <Status kind={endsEarly ? 'soon' : 'blocked'}>{shortWords(pair)}</Status>
      </h3>
      <p className="small soft">
        {readiness?.inWords ?? 'This could not be checked, and counts as not allowed.'}
        {rest !== '' && ` ${attendee.name} is invited for ${rest}, and that stays.`}
      </p>
      <RadioGroup
        label={`What to do about ${client} and ${attendee.name}`}
        value={way}
        onChange={(id) => onChoose(id === 'without' || id === 'staff-only' ? id : 'ask')}
        options={[
          {
            id: 'ask',
            label: `Ask ${client} to ${endsEarly ? 'renew the consent' : 'sign'}`,
            detail: `${attendee.name} stays on the list, and hears nothing about ${client} until the consent is recorded. It has to cover general information too: being asked tells that much.`,
          },
          {
            id: 'without',
            label:
              rest === ''
                ? `Leave ${attendee.name} out`
                : `Invite ${attendee.name} for ${rest} only`,
            detail: `${attendee.name} never learns that ${client} is discussed.`,
          },
          {
            id: 'staff-only',
            label: `Our team only for ${client}`,
            detail: `Nobody from outside is asked about ${client}.`,
          },
        ]}
      />
      <p className="actions">
        <Link look="secondary" size="small" href={`${requestAddress(pair)}&plan=${conferenceId}`}>
          {mayAsk(pair) ? `Record the consent of ${client}` : `Open ${client}’s consents`}
        </Link>
        {endsEarly && (
          <Button look="quiet" size="small" onPress={onMove}>
            Choose an earlier date
          </Button>
        )}
      </p>
    </div>
  );
}

const mayAsk = ({ attendee: { person } }: Pair) =>
  person.kind === 'provider' || person.kind === 'support';

/** Where the paper is begun that would cover this person; the address holds ids and no name. */
const requestAddress = (pair: Pair) => {
  const { attendee, review } = pair;
  const chart = `/clients/${review.client.clientId}?tab=consents`;
  return mayAsk(pair) ? `${chart}&ask=${attendee.person.kind}_${attendee.person.id}` : chart;
};

function shortWords({ readiness }: Pair): string {
  if (!readiness) return 'Not checked';
  if (readiness.state === 'ends-before') return 'Ends before the meeting';
  if (readiness.state === 'partly') return 'Leaves something out';
  return readiness.state === 'revoked' ? 'Consent taken back' : 'No consent';
}
