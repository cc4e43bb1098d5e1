import { commonProblems } from '#contract/problem.ts';
import { archiveProblems } from '#server/platform/archive-problems.ts';
import { printingProblems } from '#server/platform/pdf/printing-problems.ts';
import { routes } from '#server/app.ts';

// What an archive may be refused for is told by the archive's own reader, to every upload alike; so is a printer in use.
const anywhere = new Set([
  'fault',
  ...Object.keys(commonProblems),
  ...Object.keys(archiveProblems),
  ...Object.keys(printingProblems),
]);

const declared = routes.map(({ endpoint }) => ({
  method: endpoint.method,
  path: new RegExp(`^${endpoint.path.replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`),
  refusals: new Set<string>(endpoint.refusals),
}));

/** A refusal that the contract does not tell of would surprise whoever reads the contract: no test may meet one. */
export function demandDeclared(method: string, path: string, refusal: string) {
  const [plain = ''] = path.split('?');
  const meant = declared.filter((each) => each.method === method && each.path.test(plain));
  if (meant.length === 0 || anywhere.has(refusal)) return;
  if (!meant.some(({ refusals }) => refusals.has(refusal)))
    throw new Error(
      `${method} ${plain} refuses with ${refusal}, which its contract does not tell.`,
    );
}
