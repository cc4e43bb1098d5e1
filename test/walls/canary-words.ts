import type { GivenAgency, GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

/** What a word tells, and so who may read it. */
export type CanaryKind =
  | 'agency'
  | 'directory'
  | 'meeting-of-1'
  | 'meeting-of-both'
  | `${'identity' | 'content' | 'restricted'}-of-${1 | 2}`
  | 'of-the-colleague';
export type Canary = { word: string; agency: string; kind: CanaryKind; where: string };

const pattern = /zqx[a-z0-9]{9}/g;

/** Words that occur nowhere else, each of which says whose it is and where it was written. */
export function canaries() {
  const known = new Map<string, Canary>();
  const make = (agency: string) => (kind: CanaryKind, where: string) => {
    const number = known.size.toString(36).padStart(4, '0');
    const word = `zqx${number}${Math.random().toString(36).slice(2, 7).padEnd(5, 'k')}`;
    known.set(word, { word, agency, kind, where });
    return word;
  };
  return {
    make,
    all: () => [...known.values()],
    /** Every canary in some bytes; a PDF's text comes with spaces that its words do not have. */
    in: (text: string) =>
      new Set([...text.toLowerCase().matchAll(pattern)].flatMap(([word]) => known.get(word) ?? [])),
  };
}
export type Canaries = ReturnType<typeof canaries>;
export type Word = ReturnType<Canaries['make']>;

export type CanaryClient = {
  index: 1 | 2;
  clientId: string;
  enrollmentId: string;
  supportId: string;
  worker: GivenStaff;
};
export type CanaryAgency = {
  name: string;
  given: GivenAgency;
  admin: string;
  ana: GivenStaff;
  bo: GivenStaff;
  uma: GivenStaff;
  sia: GivenStaff;
  clients: [CanaryClient, CanaryClient];
  providerId: string;
};

export const startOfDay = '2027-03-15T12:00:00Z';

/** Asks through the product, and stops where it refuses: a world with a hole would prove nothing. */
export const teller = (house: House) => async (who: string, path: string, body: unknown) => {
  const reply = await house.as(who).post(path, body);
  if (reply.status !== 200) throw new Error(`${who} ${path} ${JSON.stringify(reply.body)}`);
  return reply.body;
};
