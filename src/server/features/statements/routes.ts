import * as contract from '#contract/statements.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import { listStatements } from './list-statements.ts';
import { addNoticeText, readNoticeTexts } from './notice-texts.ts';
import { printStatement } from './print-statement.ts';
import { dropStatement, giveStatement } from './settle-statement.ts';

const purpose = 'care-coordination' as const;
const reads = { needs: 'record:read', purpose } as const;
const manages = { needs: 'program:manage', purpose: 'administration' } as const;

export const statementRoutes = [
  route(contract.listStatements, reads, listStatements),
  fileRoute(contract.printStatement, reads, printStatement),
  route(contract.giveStatement, { needs: 'record:write', purpose }, giveStatement),
  route(contract.dropStatement, { needs: 'incident:review', purpose }, dropStatement),
  route(contract.readNoticeTexts, manages, readNoticeTexts),
  route(contract.addNoticeText, manages, addNoticeText),
];
