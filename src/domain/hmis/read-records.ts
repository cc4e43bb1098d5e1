import { readHmisDate } from './hmis-date.ts';
import type { ColumnOf } from './hmis-files.ts';
import type { Row } from './hmis-table.ts';

const birthDateQualities: Record<string, 'full' | 'approximate'> = { 1: 'full', 2: 'approximate' };

/** The year that exporters write for a birth date nobody knows, and everything before it. */
const latestPlaceholderYear = 1901;

/** The birth date as far as it can be believed. */
export function readBirthDate(text: string, quality: string, latest: Temporal.PlainDate) {
  const read = text === '' ? null : readHmisDate(text, latest);
  const isLikely =
    read !== null &&
    read.on.year > latestPlaceholderYear &&
    Temporal.PlainDate.compare(read.on, latest) <= 0;
  return {
    bornOn: isLikely ? read.on : null,
    birthDateQuality: isLikely ? (birthDateQualities[quality] ?? 'unknown') : 'unknown',
    isCenturyGuessed: isLikely && read.isCenturyGuessed,
    isUnlikely: text !== '' && !isLikely,
  } as const;
}

/** What can be shown in any case: HMIS often leaves names out. */
export function clientLabel({ get }: Row<ColumnOf<'client'>>) {
  const name = `${get('FirstName')} ${get('LastName')}`.trim();
  return name === '' ? `Unnamed client ${get('PersonalID')}` : name;
}

export function readClient(row: Row<ColumnOf<'client'>>, latest: Temporal.PlainDate) {
  const { get } = row;
  const firstName = get('FirstName');
  const lastName = get('LastName');
  const { bornOn, birthDateQuality } = readBirthDate(get('DOB'), get('DOBDataQuality'), latest);
  const isNamed = firstName !== '' || lastName !== '';
  return {
    firstName,
    middleName: get('MiddleName'),
    lastName,
    nameSuffix: get('NameSuffix'),
    isNamed,
    label: clientLabel(row),
    bornOn,
    birthDateQuality,
  };
}

/** A worker's name travels in letters, which take one short line. */
const onOneLine = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, 120)
    .trim();

export function readWorker(id: string, row: Row<ColumnOf<'worker'>> | undefined) {
  const firstName = row?.get('UserFirstName') ?? '';
  const lastName = row?.get('UserLastName') ?? '';
  const label = onOneLine(`${firstName} ${lastName}`) || `HMIS user ${id}`;
  return { label, firstName, lastName, email: row?.get('UserEmail') ?? '' };
}
