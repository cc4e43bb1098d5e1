type NameParts = { legalGiven: string; legalFamily: string; preferredName: string };

/** What people call a client: the preferred name stands in for the legal given one. */
export const clientName = ({ legalGiven, legalFamily, preferredName }: NameParts): string =>
  [preferredName || legalGiven, legalFamily].filter((part) => part !== '').join(' ');

/** A name as search compares it: no case, no accents, no spaces, no signs. Searching finds a client by the start of this. */
export const searchKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('ς', 'σ')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What somebody typed into the search of clients, in every way that it can be meant. */
export type ClientQuery = {
  /** The first word: one of the client's names begins with it. */
  start: string;
  /** Given and family name in either order; a part may be several words. */
  splits: readonly { head: string; tail: string }[];
  number: number | null;
  identifier: string;
  bornOn: string | null;
};

const longestNumber = 999_999_999;

export function readClientQuery(typed: string): ClientQuery {
  const words = typed
    .split(/[\s,]+/u)
    .map((word) => searchKey(word))
    .filter((word) => word !== '')
    .slice(0, 6);
  const digits = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  const number = digits === undefined ? null : Number(digits);
  return {
    start: words[0] ?? '',
    splits: words.map((_, index) => ({
      head: words.slice(0, index + 1).join(''),
      tail: words.slice(index + 1).join(''),
    })),
    number: number === null || number > longestNumber ? null : number,
    identifier: words.join('').replace(/[^a-z0-9]/g, ''),
    bornOn: readDate(typed.trim()),
  };
}

/** As people type a date here: 3/27/1984, or 1984-03-27. */
function readDate(typed: string): string | null {
  const american = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(typed);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const [year, month, day] = american
    ? [american[3], american[1], american[2]]
    : [iso?.[1], iso?.[2], iso?.[3]];
  if (year === undefined || month === undefined || day === undefined) return null;
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
