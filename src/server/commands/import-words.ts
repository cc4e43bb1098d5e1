import { planKindWords, skipReasonInWords, type ImportReport } from '#contract/import-report.ts';
import type { ImportView } from '#contract/imports.ts';
import { waitingSeatsInWords } from '#domain/hmis/waiting-seats.ts';
import { programClasses } from '#domain/people.ts';

const number = (value: number) => value.toLocaleString('en-US');

/** A report as lines of text: numbers that add up, then every finding with its first places. */
export function reportInWords(report: ImportReport): string {
  const { counts, findings, isRefused, waitingSeats, dueAtOnce } = report;
  const lines = counts.map(({ kind, read, made, matched, updated, unchanged, skipped }) => {
    const why = skipped.map(({ reason, count }) => `${number(count)} ${skipReasonInWords(reason)}`);
    const left = skipped.reduce((sum, { count }) => sum + count, 0);
    const cells = [read, made, matched, updated, unchanged, left].map((one) =>
      number(one).padStart(10),
    );
    return `${planKindWords[kind].padEnd(18)}${cells.join('')}  ${why.join('; ')}`;
  });
  const head = ['In the file', 'New', 'Matched', 'Updated', 'Unchanged', 'Left out'];
  const table = isRefused
    ? []
    : [`${''.padEnd(18)}${head.map((word) => word.padStart(10)).join('')}`, ...lines];
  const seats =
    waitingSeats === 0
      ? []
      : ['', waitingSeatsInWords(waitingSeats), '  Ask for them on the staff page.'];
  const due =
    dueAtOnce.all === 0
      ? []
      : [
          '',
          `Due at once: ${number(dueAtOnce.all)} new enrollments, ${number(dueAtOnce.backlog)} of them a backlog from before their program went live.`,
        ];
  const told = findings.flatMap(({ message, remedy, count, places }) => [
    '',
    `${message} (${number(count)})`,
    `  ${remedy}`,
    ...places.slice(0, 5).map(({ file, row, column }) => {
      const parts = [file, row !== null && `row ${row}`, column !== null && `column ${column}`];
      return `  - ${parts.filter(Boolean).join(', ')}`;
    }),
  ]);
  return [...table, ...due, ...seats, ...told, ''].join('\n');
}

/** What the file holds, as choices to edit: everything is left out until somebody says otherwise. */
export function choicesToEdit({ organizations, choicesUsedLast, programs }: ImportView): string {
  const chosen = new Map(choicesUsedLast.organizations.map(({ id, choice }) => [id, choice]));
  const becomes = new Map(choicesUsedLast.projects.map((one) => [one.id, one.becomes]));
  const own = organizations.filter(({ isVictimService }) => !isVictimService);
  const document = {
    help: [
      'For each organization: "this-agency", "partner-name" or "leave-out".',
      'For each project of this agency: { "kind": "leave-out" }, or { "kind": "existing", "programId": "..." },',
      'or { "kind": "new", "name": "...", "preset": "supportive", "goLiveOn": "2026-01-01", "class": "general" }.',
      'Presets: supportive, comprehensive, cfp, health-home, community-care.',
      `Classes (what being in it reveals): ${programClasses.join(', ')}.`,
    ],
    programs,
    organizations: own.map(({ id, name }) => ({
      id,
      name,
      choice: chosen.get(id) ?? 'leave-out',
    })),
    projects: own.flatMap((organization) =>
      organization.projects.map(({ id, name, enrollments, open }) => ({
        id,
        name,
        organization: organization.name,
        enrollments,
        open,
        becomes: becomes.get(id) ?? { kind: 'leave-out' },
      })),
    ),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
