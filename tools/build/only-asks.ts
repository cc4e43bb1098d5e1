import { readFileSync } from 'node:fs';
import { type ESTree, parseSync, Visitor } from 'vite';

/** What a name of the contract stands for; what is not known is taken for a schema. */
type Kind = 'endpoint' | 'schema' | 'plain';

export const endpointMakers = new Set(['endpoint', 'uploadEndpoint', 'fileEndpoint']);

const kindsByFile = new Map<string, ReadonlyMap<string, Kind>>();

function kindsIn(file: string): ReadonlyMap<string, Kind> {
  const known = kindsByFile.get(file);
  if (known) return known;
  const kinds = new Map<string, Kind>();
  const code = readFileSync(file, 'utf8');
  for (const statement of parseSync(file, code).program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const { declaration } = statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id)
      kinds.set(declaration.id.name, 'plain');
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations)
      if (id.type === 'Identifier') kinds.set(id.name, kindOf(init, code));
  }
  kindsByFile.set(file, kinds);
  return kinds;
}

function kindOf(init: ESTree.Expression | null, code: string): Kind {
  if (init?.type === 'TSAsExpression' || init?.type === 'TSSatisfiesExpression')
    return kindOf(init.expression, code);
  if (init?.type === 'CallExpression' && init.callee.type === 'Identifier')
    return endpointMakers.has(init.callee.name) ? 'endpoint' : 'schema';
  const isList = init?.type === 'ArrayExpression' || init?.type === 'ObjectExpression';
  // A list that calls something may hold schemas.
  if (isList) return code.slice(init.start, init.end).includes('(') ? 'schema' : 'plain';
  const isPlain = /^(?:Literal|ArrowFunctionExpression|FunctionExpression)$/.test(init?.type ?? '');
  return isPlain ? 'plain' : 'schema';
}

/** Who is handed an endpoint and reads nothing of it but its address, which a build is held to. */
export const carriesQuestions = (path: string) =>
  path.includes('/src/web/api/') || /\/src\/web\/shell\/(?:file-link|use-file)\.tsx?$/.test(path);

const asksBy = (source: string) =>
  source.startsWith('#web/api/') || /(?:#web\/shell|\.)\/use-file\.ts$/.test(source);

type Names = {
  /** Of endpoints, which may be asked and no more. */
  endpoints: Set<string>;
  /** Of functions that ask. */
  askers: Set<string>;
  needsMore: boolean;
};

/** What a module takes from elsewhere, as far as it concerns schemas. */
function namesOf(program: ESTree.Program, fileOf: (source: string) => string): Names {
  const names: Names = { endpoints: new Set(), askers: new Set(), needsMore: false };
  for (const statement of program.body) {
    const isRoundabout =
      statement.type === 'ExportAllDeclaration' || statement.type === 'ExportNamedDeclaration';
    if (isRoundabout && statement.source?.value.startsWith('#contract/')) names.needsMore = true;
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') continue;
    const source = statement.source.value;
    const isOfContract = source.startsWith('#contract/');
    const kinds = isOfContract ? kindsIn(fileOf(source)) : undefined;
    for (const one of statement.specifiers) {
      if (one.type === 'ImportSpecifier' && one.importKind === 'type') continue;
      if (asksBy(source)) names.askers.add(one.local.name);
      if (!kinds) continue;
      const kind =
        one.type === 'ImportSpecifier' && one.imported.type === 'Identifier'
          ? (kinds.get(one.imported.name) ?? 'schema')
          : 'schema';
      if (kind === 'endpoint') names.endpoints.add(one.local.name);
      if (kind === 'schema') names.needsMore = true;
    }
  }
  return names;
}

/** Where an endpoint's name stands for its address alone, by its place in the text. */
function harmlessPlaces(program: ESTree.Program, askers: ReadonlySet<string>): Set<number> {
  const places = new Set<number>();
  const allow = (node: ESTree.Node | null | undefined) => {
    if (node?.type === 'Identifier') places.add(node.start);
    if (node?.type !== 'ConditionalExpression') return;
    allow(node.consequent);
    allow(node.alternate);
  };
  new Visitor({
    ImportSpecifier: ({ imported, local }) => [imported, local].forEach(allow),
    CallExpression: ({ callee, arguments: [asked] }) => {
      if (callee.type === 'Identifier' && askers.has(callee.name)) allow(asked);
    },
    JSXAttribute: ({ name, value }) => {
      const isAsked = name.type === 'JSXIdentifier' && /^(?:file|ask)$/.test(name.name);
      if (
        isAsked &&
        value?.type === 'JSXExpressionContainer' &&
        value.expression.type !== 'JSXEmptyExpression'
      )
        allow(value.expression);
    },
    MemberExpression: ({ object, property, computed }) => {
      if (computed) return;
      allow(property);
      if (property.type === 'Identifier' && ['path', 'method'].includes(property.name))
        allow(object);
    },
    Property: ({ key, computed, shorthand }) => {
      if (!computed && !shorthand) allow(key);
    },
    TSTypeQuery: ({ exprName }) => allow(exprName),
    TSQualifiedName: ({ left, right }) => [left, right].forEach(allow),
  }).visit(program);
  return places;
}

/** Whether a module does no more with the contract than ask: then it needs no schemas. In doubt it needs them. */
export function onlyAsks(path: string, fileOf: (source: string) => string): boolean {
  const { program } = parseSync(path, readFileSync(path, 'utf8'));
  const { endpoints, askers, needsMore } = namesOf(program, fileOf);
  if (needsMore) return false;
  const harmless = harmlessPlaces(program, askers);
  let asksOnly = true;
  new Visitor({
    Identifier: ({ name, start }) => {
      if (endpoints.has(name) && !harmless.has(start)) asksOnly = false;
    },
    ImportExpression: ({ source }) => {
      if (source.type !== 'Literal' || String(source.value).startsWith('#contract/'))
        asksOnly = false;
    },
  }).visit(program);
  return asksOnly;
}

const isSchema = (node: ESTree.Node) =>
  node.type === 'Identifier' && (node.name === 'input' || node.name === 'reply');

/** The first place where a module reads the schema of an endpoint. */
export function schemaRead(path: string, code: string): string | undefined {
  let found: string | undefined;
  new Visitor({
    MemberExpression: ({ property, start, end }) => {
      if (isSchema(property)) found ??= code.slice(start, end);
    },
    ObjectPattern: ({ properties, start, end }) => {
      // A part of a page takes its own properties apart so; what it is handed is no endpoint but holds one.
      if (path.endsWith('.tsx')) return;
      for (const one of properties)
        if (one.type === 'Property' && isSchema(one.key)) found ??= code.slice(start, end);
    },
  }).visit(parseSync(path, code).program);
  return found;
}
