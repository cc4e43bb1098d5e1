import type { ScanType } from '#domain/consent/scan.ts';
import type { AgencyId, ClientId, StaffId } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Shell } from '#server/platform/shell.ts';

const keptMinutes = 30;
const afterUse = 60_000;
const keptBytes = 200 * 1024 * 1024;
/** So that nobody fills alone what is for everybody. */
const keptBytesOfOne = 60 * 1024 * 1024;

type Owner = { agencyId: AgencyId; actor: StaffId; clientId: ClientId };
export type HeldScan = Owner & { scanId: string; type: ScanType; bytes: Uint8Array };

/** Scans that wait for their consent: in memory alone, so that what is never recorded is never kept. */
class Holder {
  readonly #scans = new Map<string, { scan: HeldScan; forget: NodeJS.Timeout }>();

  /** One for each person and client: a new one takes the place of the last, unless it is refused. */
  hold(scan: HeldScan) {
    const held = [...this.#scans.values()].map((each) => each.scan);
    const others = held.filter((each) => !isOf(each, scan));
    const own = others.filter((each) => isBySame(each, scan));
    if (sizeOf([...others, scan]) > keptBytes || sizeOf([...own, scan]) > keptBytesOfOne)
      throw new Refused('scans-busy');
    for (const earlier of held) if (isOf(earlier, scan)) this.#drop(earlier.scanId);
    const forget = setTimeout(() => this.#drop(scan.scanId), keptMinutes * 60_000).unref();
    this.#scans.set(scan.scanId, { scan, forget });
  }

  find(scanId: string, owner: Owner): HeldScan {
    const found = this.#scans.get(scanId);
    if (!found || !isOf(found.scan, owner)) throw new Refused('scan-gone');
    return found.scan;
  }

  /** It is not dropped at once: should the transaction fail, it can be recorded again. */
  letGo(scanId: string) {
    const found = this.#scans.get(scanId);
    if (!found) return;
    clearTimeout(found.forget);
    found.forget = setTimeout(() => this.#drop(scanId), afterUse).unref();
  }

  #drop(scanId: string) {
    clearTimeout(this.#scans.get(scanId)?.forget);
    this.#scans.delete(scanId);
  }
}

const sizeOf = (scans: readonly HeldScan[]) =>
  scans.reduce((sum, { bytes }) => sum + bytes.length, 0);

const isBySame = (scan: Owner, owner: Owner) =>
  scan.agencyId === owner.agencyId && scan.actor === owner.actor;

const isOf = (scan: Owner, owner: Owner) =>
  isBySame(scan, owner) && scan.clientId === owner.clientId;

const holders = new WeakMap<Shell, Holder>();

export function heldScans(shell: Shell): Holder {
  const known = holders.get(shell);
  if (known) return known;
  const made = new Holder();
  holders.set(shell, made);
  return made;
}
