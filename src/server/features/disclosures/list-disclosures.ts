import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { listDisclosures as endpoint } from '#contract/disclosures.ts';
import { accountingRule, accountingScope } from '#domain/consent/accounting.ts';
import { disclosureWords } from '#domain/consent/disclosure-words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { mayOpenPapers, readableClasses } from '#server/stores/case-classes.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { disclosuresOf } from '#server/stores/disclosures/disclosure-log.ts';
import { clientWordOf } from '#server/stores/clock/enrolled-programs.ts';
import { showDisclosure } from './disclosure-view.ts';

const pageSize = 20;

export async function listDisclosures(
  { clientId, accounting, after }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<ReplyOf<typeof endpoint>> {
  await findClient(visit.tx, visit.agencyId, clientId);
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const today = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const rows = await disclosuresOf(visit, {
    clientId,
    rule: accountingRule(accounting, today),
    after: after === undefined ? null : { at: after[0], id: after[1] },
    limit: pageSize + 1,
  });
  const page = rows.slice(0, pageSize);
  visit.touch(...page.map(({ disclosureId }) => disclosureId));
  const last = page.at(-1);
  const mayKnow = await readableClasses(visit, clientId);
  const client = await clientWordOf(visit, clientId);
  return {
    disclosures: page.map((each) =>
      showDisclosure(each, {
        timeZone,
        readsForms: mayOpenPapers(mayKnow),
        words: disclosureWords(client),
      }),
    ),
    next: rows.length > pageSize && last ? `${last.at.toString()}_${last.disclosureId}` : null,
    scopeInWords: accountingScope(client)[accounting],
    mayAccount: await mayAccount(visit, clientId),
    mayKnow: [...mayKnow],
    today: today.toString(),
  };
}

/** An accounting that leaves something out would be a false one: only who reads every class of the case makes it. */
export async function mayAccount(visit: Visit, clientId: string): Promise<boolean> {
  const client = (await reviewClients(visit, [clientId])).get(clientId);
  return client?.readsWholeCase ?? false;
}
