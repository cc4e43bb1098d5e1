import { searchDirectory } from '#contract/directory.ts';
import { type ConsentFormChoice, consentForms } from '#domain/consent/consent.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { mayBeFirst } from '#domain/consent/first-list.ts';
import { call } from '#web/api/call.ts';
import type { Option } from '#web/ui/option.ts';

type Find = (text: string) => Promise<readonly Option[]>;

/** Those that this form may name from the start, with a word on those of whom nobody said what they are. */
const namedFirstOn =
  (form: ConsentFormChoice): Find =>
  async (text) => {
    const isPicky = formRules[form].firstList !== null;
    const { organizations } = await call(searchDirectory, { text });
    return organizations
      .filter(({ kind }) => mayBeFirst(form, kind))
      .map(({ kind, ...each }) => asOption(each, isPicky && kind === null));
  };

/** One function for each form: a box asks again whenever it is given another. */
const byForm = new Map(consentForms.map((form) => [form, namedFirstOn(form)]));

const findAll: Find = async (text) =>
  (await call(searchDirectory, { text })).organizations.map((each) => asOption(each, false));

/** Organizations by the start of their name: of all, or of those that a form may name from the start. */
export const findOrganizationsFor = (form?: ConsentFormChoice): Find =>
  (form && byForm.get(form)) ?? findAll;

type Found = { organizationId: string; name: string; isVictimService: boolean };

function asOption({ organizationId, name, isVictimService }: Found, isUnknown: boolean): Option {
  const detail = [
    isVictimService ? 'Victim-service organization.' : '',
    isUnknown
      ? 'Its kind is not known: if it is housing, social services or justice, add it later.'
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  return { id: organizationId, label: name, ...(detail !== '' && { detail }) };
}
