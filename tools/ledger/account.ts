import type { Requirement } from './requirements.ts';

export type RanTest = {
  file: string;
  title: string;
  passed: boolean;
  /** It starts the whole application, or a browser. */
  throughTheProduct: boolean;
};

type Account = {
  proven: Requirement[];
  open: { requirement: Requirement; why: string }[];
  errors: string[];
};

const mostIdsPerTest = 3;

const citedBy = (title: string) => [...new Set(title.match(/\bREQ-\w+/g))];

const proves = (ran: RanTest, { id, kind }: Requirement) =>
  ran.passed &&
  citedBy(ran.title).includes(id) &&
  // A rule table alone does not prove that the product does it.
  (kind !== 'M' || ran.throughTheProduct);

/** What the tests that ran say about the requirements, and what is wrong with how they cite them. */
export function accountOf(requirements: Requirement[], tests: RanTest[]): Account {
  const proven = requirements.filter((requirement) =>
    tests.some((ran) => proves(ran, requirement)),
  );
  const open = requirements
    .filter((requirement) => !proven.includes(requirement))
    .map((requirement) => ({ requirement, why: whyOpen(requirement, tests) }));

  return { proven, open, errors: citationErrors(requirements, tests) };
}

function whyOpen({ id }: Requirement, tests: RanTest[]): string {
  const citing = tests.filter(({ title }) => citedBy(title).includes(id));
  if (citing.length === 0) return 'no test';
  return citing.some(({ passed }) => passed)
    ? 'not yet through HTTP or browser'
    : 'no passing test';
}

function citationErrors(requirements: Requirement[], tests: RanTest[]): string[] {
  const known = new Set(requirements.map(({ id }) => id));

  return tests.flatMap(({ file, title }) => {
    const cited = citedBy(title);
    const unknown = cited.filter((id) => !known.has(id)).map((id) => `${id} does not exist`);
    const crowded =
      cited.length > mostIdsPerTest ? [`cites ${cited.length} ids, at most ${mostIdsPerTest}`] : [];
    return [...unknown, ...crowded].map((error) => `${file}: "${title}": ${error}`);
  });
}
