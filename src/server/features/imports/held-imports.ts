import type { ChoicesMade } from '#contract/import-choices.ts';
import type { ImportReport } from '#contract/import-report.ts';
import type { HmisData } from '#domain/hmis/hmis-data.ts';
import type { ImportPlan } from '#domain/hmis/import-plan.ts';
import { growInSmallSteps } from '#server/platform/heap-growth.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Shell } from '#server/platform/shell.ts';

const keptMinutes = 30;
const keptAtOnce = 4;

export type Progress = {
  doing: 'reading' | 'planning' | 'writing';
  done: number;
  of: number | null;
  receivedBytes: number;
};

export type Preview = {
  /** Names what was shown, so that nothing else can be confirmed. */
  key: string;
  plan: ImportPlan;
  choices: ChoicesMade;
  /** Things that stand here already though no import wrote them, by kind and external id. */
  standing: Standing;
  /** How many seats on teams take a second person, and are left to the staff page. */
  waitingSeats: number;
  dueAtOnce: ImportReport['dueAtOnce'];
};

export type Standing = Record<
  'organization' | 'project' | 'worker' | 'client',
  ReadonlyMap<string, string>
>;

/** A file that is being imported. It lives in memory alone: for 30 minutes, until it is applied, or discarded. */
export type HeldImport = {
  importId: string;
  agencyId: string;
  data: HmisData | null;
  /** Null while nothing is being done with it. */
  progress: Progress | null;
  preview: Preview | null;
  /** The last confirmation failed, and nothing was written. */
  hasFailed: boolean;
  forget: NodeJS.Timeout;
};

const holders = new WeakMap<Shell, Map<string, HeldImport>>();

function holderOf(shell: Shell) {
  const known = holders.get(shell);
  if (known) return known;
  const made = new Map<string, HeldImport>();
  holders.set(shell, made);
  return made;
}

export const heldImport = (shell: Shell, agencyId: string) => holderOf(shell).get(agencyId);

/** One import at a time for each agency, and few at once for all: each of them takes memory. */
export function holdImport(shell: Shell, agencyId: string, importId: string): HeldImport {
  const holder = holderOf(shell);
  if (holder.has(agencyId)) throw new Refused('import-open');
  if (holder.size >= keptAtOnce) throw new Refused('imports-busy');
  const held: HeldImport = {
    importId,
    agencyId,
    data: null,
    progress: { doing: 'reading', done: 0, of: null, receivedBytes: 0 },
    preview: null,
    hasFailed: false,
    forget: setTimeout(() => {}, 0),
  };
  holder.set(agencyId, held);
  growInSmallSteps(true);
  keepImport(shell, held);
  return held;
}

/** Starts the 30 minutes anew; work that is under way is never interrupted by them. */
function keepImport(shell: Shell, held: HeldImport) {
  clearTimeout(held.forget);
  held.forget = setTimeout(
    () => (held.progress ? keepImport(shell, held) : dropImport(shell, held)),
    keptMinutes * 60_000,
  ).unref();
}

export function dropImport(shell: Shell, held: HeldImport) {
  clearTimeout(held.forget);
  const holder = holderOf(shell);
  if (holder.get(held.agencyId) === held) holder.delete(held.agencyId);
  if (holder.size === 0) growInSmallSteps(false);
}

/** The file of this import, for work that needs it whole. */
export function restingImport(
  shell: Shell,
  { agencyId, importId }: { agencyId: string; importId: string },
): HeldImport & { data: HmisData } {
  const held = heldImport(shell, agencyId);
  if (held?.importId !== importId) throw new Refused('import-over');
  const { data } = held;
  if (held.progress || !data) throw new Refused('import-is-running');
  keepImport(shell, held);
  return Object.assign(held, { data });
}
