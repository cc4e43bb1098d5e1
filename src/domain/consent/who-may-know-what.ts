import type { SensitivityClass } from '#domain/people.ts';
import {
  lastDayOf,
  purposes,
  standingOf,
  type Consent,
  type EndEvent,
  type Moment,
  type Party,
  type Purpose,
} from './consent.ts';
import { isWithin, toldBy } from './parties-meet.ts';

/** For these purposes until that day: papers for different purposes end on days of their own. */
export type MatrixSpan = {
  purposes: readonly Purpose[];
  /** Null when only an event or the client's word ends it. */
  lastDay: Temporal.PlainDate | null;
  endsWith: EndEvent | null;
};

/** What may be told of one kind to one of those whom the client's papers name. */
export type MatrixCell =
  | { state: 'none' }
  | { state: 'refused' }
  /** The longest first. */
  | { state: 'until'; spans: readonly MatrixSpan[] };

export type MatrixRow = {
  party: Party;
  /** A paper that names them, by which they are called. */
  consent: Consent;
  cells: readonly { class: SensitivityClass; cell: MatrixCell }[];
};

type Asked = { consents: readonly Consent[]; classes: readonly SensitivityClass[]; moment: Moment };

/** Everybody whom a paper that holds names, and of each kind for what and until when they may be told, the longest of several; a no wins. */
export function whoMayKnowWhat({ consents, classes, moment }: Asked): MatrixRow[] {
  const holding = consents.filter((each) => standingOf(each, moment) === 'holds');
  const named = holding.flatMap((consent) =>
    (consent.isRefusal ? consent.recipients : toldBy(consent)).map((party) => ({ party, consent })),
  );
  const rows = named.filter(
    ({ party }, at) => named.findIndex((other) => isSame(other.party, party)) === at,
  );
  return rows.map(({ party, consent }) => ({
    party,
    consent,
    cells: classes.map((wanted) => ({ class: wanted, cell: cellOf(party, wanted, holding) })),
  }));
}

const isSame = (one: Party, other: Party) => isWithin(one, other) && isWithin(other, one);

function cellOf(party: Party, wanted: SensitivityClass, holding: readonly Consent[]): MatrixCell {
  const about = holding.filter(({ classes }) => classes.includes(wanted));
  const reaches = (parties: readonly Party[]) => parties.some((each) => isWithin(party, each));
  const noes = about.filter((each) => reaches(each.isRefusal ? each.recipients : each.excluded));
  const refused = noes.flatMap((each) => each.purposes);
  const given = about.filter((each) => !each.isRefusal && mayTell(each) && reaches(toldBy(each)));
  const spans = purposes.flatMap((purpose): MatrixSpan[] => {
    const papers = given.filter((each) => each.purposes.includes(purpose));
    const [first, ...rest] = papers;
    if (refused.includes(purpose) || first === undefined) return [];
    const longest = rest.reduce((one, other) => (endsLater(other, one) ? other : one), first);
    return [{ purposes: [purpose], lastDay: lastDayOf(longest), endsWith: longest.endsWith }];
  });
  if (spans.length > 0) return { state: 'until', spans: together(spans) };
  return { state: noes.length > 0 ? 'refused' : 'none' };
}

/** Purposes that end alike are said in one breath. */
function together(spans: readonly MatrixSpan[]): MatrixSpan[] {
  const alike = Map.groupBy(
    spans,
    ({ lastDay, endsWith }) => `${lastDay?.toString() ?? ''} ${endsWith ?? ''}`,
  );
  return [...alike.values()]
    .flatMap((same) => {
      const [first] = same;
      return first ? [{ ...first, purposes: same.flatMap((each) => each.purposes) }] : [];
    })
    .toSorted((one, other) => {
      if (one.lastDay === null || other.lastDay === null)
        return Number(one.lastDay !== null) - Number(other.lastDay !== null);
      return Temporal.PlainDate.compare(other.lastDay, one.lastDay);
    });
}

const mayTell = ({ weDisclose, weReceive, isMutual }: Consent) =>
  weDisclose || (isMutual && weReceive);

function endsLater(one: Consent, other: Consent): boolean {
  const [day, otherDay] = [lastDayOf(one), lastDayOf(other)];
  if (otherDay === null) return false;
  return day === null || Temporal.PlainDate.compare(day, otherDay) > 0;
}
