import { restrictedClasses } from '#domain/people.ts';
import { owned } from './hmis-table.ts';

export type RestrictedClass = (typeof restrictedClasses)[number];

const bitOf = (one: RestrictedClass) => 1 << restrictedClasses.indexOf(one);

const classOfDisability: Record<string, RestrictedClass> = {
  8: 'hiv',
  9: 'mental_health',
  10: 'sud',
};

/** No, does not know, prefers not to answer, not collected. Whatever else is written there is taken as a yes. */
const answersWithoutYes = new Set(['', '0', '8', '9', '99']);

export const classesOf = (bits: number): RestrictedClass[] =>
  restrictedClasses.filter((one) => (bits & bitOf(one)) !== 0);

/** Per enrollment, which restricted classes any of its rows says yes to: a number each, however many rows there are. */
export class SensitivityMarks {
  readonly #bits = new Map<string, number>();

  addDisability(enrollmentId: string, type: string, response: string) {
    const found = classOfDisability[type.trim()];
    if (found && !answersWithoutYes.has(response.trim())) this.#mark(enrollmentId, found);
  }

  addViolence(enrollmentId: string, survivor: string) {
    if (!answersWithoutYes.has(survivor.trim())) this.#mark(enrollmentId, 'dv');
  }

  bitsOf(enrollmentId: string): number {
    return this.#bits.get(enrollmentId) ?? 0;
  }

  keep(isWanted: (enrollmentId: string) => boolean) {
    for (const id of this.#bits.keys()) if (!isWanted(id)) this.#bits.delete(id);
  }

  #mark(enrollmentId: string, found: RestrictedClass) {
    const id = enrollmentId.trim();
    const before = this.#bits.get(id);
    if (before === undefined) this.#bits.set(owned(id), bitOf(found));
    else if ((before & bitOf(found)) === 0) this.#bits.set(id, before | bitOf(found));
  }
}
