import type { OrganizationKind } from '#domain/organization-kinds.ts';
import { listInWords } from '#domain/words.ts';
import type { ConsentFormChoice, PartySpec } from './consent.ts';
import { formRules } from './consent-forms.ts';
import type { ConsentFlaw } from './flaws-of-consent.ts';

/** Somebody whom a paper is to name from the start. */
export type FirstListed = {
  path: 'recipients' | 'disclosers';
  name: string;
  kind: PartySpec['kind'];
  /** Null of a person, and where nobody has said yet. */
  organizationKind: OrganizationKind | null;
};

type Asked = { form: ConsentFormChoice; listed: readonly FirstListed[]; clientWord: string };

/** Whom the first list of this form may not name, field by field, and how they come onto it afterwards. */
export function flawsOfFirstList({ form, listed, clientWord }: Asked): ConsentFlaw[] {
  const { firstList } = formRules[form];
  if (firstList === null) return [];
  return (['recipients', 'disclosers'] as const).flatMap((path) => {
    const here = listed.filter((each) => each.path === path);
    const people = here.filter(({ kind }) => !firstList.names.includes(kind));
    const bodies = here.filter(
      ({ kind, organizationKind }) =>
        firstList.names.includes(kind) && !mayBeFirst(form, organizationKind),
    );
    const remedy = `Take them off, and add them afterwards on an added page, with the ${clientWord}’s initials and date.`;
    return [
      ...(people.length === 0
        ? []
        : [
            {
              path,
              message: `The first list of ${form} names agencies, and no person by themselves: ${namesOf(people)}. ${remedy}`,
            },
          ]),
      ...(bodies.length === 0
        ? []
        : [
            {
              path,
              message: `The first list of ${form} names no housing, social service or justice body: ${namesOf(bodies)}. ${remedy}`,
            },
          ]),
    ];
  });
}

/** Of a body whose kind nobody has said, the worker knows better than the directory. */
export const mayBeFirst = (form: ConsentFormChoice, kind: OrganizationKind | null): boolean =>
  kind === null || !(formRules[form].firstList?.without ?? []).includes(kind);

const namesOf = (listed: readonly FirstListed[]) => listInWords(listed.map(({ name }) => name));
