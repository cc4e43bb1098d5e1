import type { ImportState, ImportView } from '#contract/imports.ts';
import { dateInWords, figureInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';

export const stateWords: Record<ImportState, string> = {
  reading: 'Being read',
  choosing: 'Open: choices to make',
  preview: 'Open: to be confirmed',
  applying: 'Being written',
  applied: 'Imported',
  refused: 'Refused, nothing imported',
  discarded: 'Discarded, nothing imported',
  over: 'Not finished, nothing imported',
};

/** When the HMIS made the export, by its own clock. */
export const exportedInWords = ({ exportedAt }: ImportView) =>
  exportedAt === null
    ? ''
    : `exported ${dateInWords(Temporal.PlainDateTime.from(exportedAt).toPlainDate())}`;

/** What the confirmation will write, in one sentence. */
export function promiseInWords({ report }: ImportView, client: string): string {
  const of = (kind: string) => report?.counts.find((one) => one.kind === kind);
  const parts = [
    ['client', client],
    ['enrollment', 'enrollment'],
    ['worker', 'worker'],
  ] as const;
  const said = parts.flatMap(([kind, word]) => {
    const { made = 0, matched = 0, updated = 0 } = of(kind) ?? {};
    if (made + matched + updated === 0) return [];
    const news = [
      made > 0 && `${figureInWords(made)} new`,
      matched > 0 && `${figureInWords(matched)} matched`,
      updated > 0 && `${figureInWords(updated)} updated`,
    ];
    return [`${counted(made + matched + updated, word)} (${news.filter(Boolean).join(', ')})`];
  });
  if (said.length > 0)
    return `Will be written: ${said.join(', ')}. All of it, or nothing if something goes wrong.`;
  const { made = 0 } = of('organization') ?? {};
  if (made > 0) return `Will be written: ${counted(made, 'name')} of partners, and nobody else.`;
  return (of('client')?.unchanged ?? 0) > 0
    ? 'Whatever you chose of this file stands here already: nothing will be written.'
    : 'You left out everybody in this file: nothing will be written. Change the choices to bring people in.';
}

export const clientsToWrite = ({ report }: ImportView): number => {
  const clients = report?.counts.find(({ kind }) => kind === 'client');
  return clients ? clients.made + clients.matched + clients.updated : 0;
};

export const isNothingNew = ({ report }: ImportView) =>
  (report?.counts ?? []).every(({ made, matched, updated }) => made + matched + updated === 0);
