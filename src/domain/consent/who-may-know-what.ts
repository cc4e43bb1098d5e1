import type { SensitivityClass } from '#domain/people.ts';
import {
  lastDayOf,
  standingOf,
  type Consent,
  type EndEvent,
  type Moment,
  type Party,
  type Purpose,
} from './consent.ts';
import { isWithin } from './parties-meet.ts';

/** What may be told of one kind to one of those whom the client's papers name. */
export type MatrixCell =
  | { state: 'none' }
  | { state: 'refused' }
  | {
      state: 'until';
      /** Null when only an event or the client's word ends it. */
      lastDay: Temporal.PlainDate | null;
      endsWith: EndEvent | null;
      purposes: readonly Purpose[];
    };

export type MatrixRow = {
  party: Party;
  /** A paper that names them, by which they are called. */
  consent: Consent;
  cells: readonly { class: SensitivityClass; cell: MatrixCell }[];
};

type Asked = { consents: readonly Consent[]; classes: readonly SensitivityClass[]; moment: Moment };

/** Everybody whom a paper that holds names, and of each kind until when they may be told, the longest of several; a no wins. */
export function whoMayKnowWhat({ consents, classes, moment }: Asked): MatrixRow[] {
  const holding = consents.filter((each) => standingOf(each, moment) === 'holds');
  const named = holding.flatMap((consent) =>
    consent.recipients.map((party) => ({ party, consent })),
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
  const refused = noes.flatMap(({ purposes }) => purposes);
  const given = about.filter(
    (each) => !each.isRefusal && mayTell(each) && reaches(each.recipients),
  );
  const allowed = given.filter(({ purposes }) => purposes.some((each) => !refused.includes(each)));
  if (allowed.length === 0) return { state: noes.length > 0 ? 'refused' : 'none' };
  const longest = allowed.reduce((one, other) => (endsLater(other, one) ? other : one));
  const purposes = allowed.flatMap((each) => each.purposes);
  return {
    state: 'until',
    lastDay: lastDayOf(longest),
    endsWith: longest.endsWith,
    purposes: [...new Set(purposes)].filter((each) => !refused.includes(each)),
  };
}

const mayTell = ({ weDisclose, weReceive, isMutual }: Consent) =>
  weDisclose || (isMutual && weReceive);

function endsLater(one: Consent, other: Consent): boolean {
  const [day, otherDay] = [lastDayOf(one), lastDayOf(other)];
  if (otherDay === null) return false;
  return day === null || Temporal.PlainDate.compare(day, otherDay) > 0;
}
