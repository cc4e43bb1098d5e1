/** A column under the name of the current edition, with the names that earlier editions gave it. */
type Column<C extends string> = { name: C; formerly?: readonly string[]; isOptional?: true };

export type FileShape<C extends string> = {
  name: string;
  key: C;
  columns: readonly Column<C>[];
};

const shape = <C extends string>(name: string, key: C, columns: readonly Column<C>[]) => ({
  name,
  key,
  columns: [...columns],
});

const column = <C extends string>(name: C) => ({ name });
const optional = <C extends string>(name: C) => ({ name, isOptional: true }) as const;
const renamed = <C extends string>(name: C, formerly: readonly string[]) => ({ name, formerly });

/** The files and columns that an import looks at. What is not named here is never kept, least of all the SSN. */
export const hmisFiles = {
  export: shape('Export.csv', 'ExportID', [
    column('ExportID'),
    column('ExportDate'),
    column('CSVVersion'),
    column('HashStatus'),
    optional('SourceName'),
    optional('ExportStartDate'),
    optional('ExportEndDate'),
  ]),
  organization: shape('Organization.csv', 'OrganizationID', [
    column('OrganizationID'),
    column('OrganizationName'),
    renamed('VictimServiceProvider', ['VictimServicesProvider']),
    optional('DateDeleted'),
  ]),
  project: shape('Project.csv', 'ProjectID', [
    column('ProjectID'),
    column('OrganizationID'),
    column('ProjectName'),
    column('ProjectType'),
    optional('OperatingStartDate'),
    optional('OperatingEndDate'),
    optional('DateDeleted'),
  ]),
  worker: shape('User.csv', 'UserID', [
    column('UserID'),
    optional('UserFirstName'),
    optional('UserLastName'),
    optional('UserEmail'),
    optional('DateDeleted'),
  ]),
  client: shape('Client.csv', 'PersonalID', [
    column('PersonalID'),
    column('FirstName'),
    optional('MiddleName'),
    column('LastName'),
    optional('NameSuffix'),
    column('DOB'),
    optional('DOBDataQuality'),
    optional('DateDeleted'),
  ]),
  enrollment: shape('Enrollment.csv', 'EnrollmentID', [
    column('EnrollmentID'),
    column('PersonalID'),
    column('ProjectID'),
    column('EntryDate'),
    column('HouseholdID'),
    column('RelationshipToHoH'),
    column('UserID'),
    optional('DateDeleted'),
  ]),
  exit: shape('Exit.csv', 'ExitID', [
    column('ExitID'),
    column('EnrollmentID'),
    column('ExitDate'),
    optional('DateDeleted'),
  ]),
  disability: shape('Disabilities.csv', 'DisabilitiesID', [
    column('DisabilitiesID'),
    column('EnrollmentID'),
    column('DisabilityType'),
    column('DisabilityResponse'),
    optional('DateDeleted'),
  ]),
  healthAndDv: shape('HealthAndDV.csv', 'HealthAndDVID', [
    column('HealthAndDVID'),
    column('EnrollmentID'),
    renamed('DomesticViolenceSurvivor', ['DomesticViolenceVictim']),
    optional('DateDeleted'),
  ]),
} as const;

export type HmisKind = keyof typeof hmisFiles;
export type ColumnOf<K extends HmisKind> = (typeof hmisFiles)[K]['columns'][number]['name'];

/** The names that an archive may hold; every other file is passed over. */
export const hmisFileNames = Object.values(hmisFiles).map(({ name }) => name);

/** Where each wanted column stands in this header, or null; spelling in capitals does not matter. */
export function positionsIn<C extends string>(
  header: readonly string[],
  columns: readonly Column<C>[],
): { positions: readonly number[]; missing: C[] } {
  const places = new Map(header.map((name, at) => [name.toLowerCase(), at] as const).toReversed());
  const missing: C[] = [];
  const positions = columns.map(({ name, formerly = [], isOptional }) => {
    const found = [name, ...formerly]
      .map((n) => places.get(n.toLowerCase()))
      .find((p) => p !== undefined);
    if (found === undefined && !isOptional) missing.push(name);
    return found ?? -1;
  });
  return { positions, missing };
}
