import {
  CompiledQuery,
  PostgresDialect,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type QueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { KeyRing } from './key-ring.ts';
import type { MasterKeys } from './master-keys.ts';

/** A connection that seals what goes in and hands out keys with what comes back, for as long as somebody holds it. */
class SealingConnection implements DatabaseConnection {
  readonly plain: DatabaseConnection;
  readonly ring: KeyRing;
  #beginning: Promise<void> | undefined;

  constructor(plain: DatabaseConnection, masterKeys: MasterKeys) {
    this.plain = plain;
    this.ring = new KeyRing(
      masterKeys,
      async (text, values) => (await plain.executeQuery(CompiledQuery.raw(text, values))).rows,
    );
  }

  /** The first statement is sent right behind it; with the answer to that one it is known that it began. */
  begins(beginning: Promise<void>) {
    beginning.catch(toldWithWhatFollows);
    this.#beginning = beginning;
  }

  async begun() {
    await this.#beginning;
    this.#beginning = undefined;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // Without a wait where none is needed: what is sent next may not overtake this.
    const ready = this.ring.isAskedBy(query.parameters)
      ? { ...query, parameters: await this.ring.seal(query.parameters) }
      : query;
    const answer = this.plain.executeQuery<Row>(ready);
    const [result] = await Promise.all([answer, this.#beginning && this.begun()]);
    await this.ring.open(result.rows);
    return result;
  }

  streamQuery(): never {
    throw new Error('A stream cannot ask for keys: read in batches.');
  }
}

const toldWithWhatFollows = () => {};

const plainOf = (connection: DatabaseConnection) =>
  connection instanceof SealingConnection ? connection.plain : connection;

/** Whoever takes a connection gets a ring without keys: they live as long as one transaction. */
class SealingDriver implements Driver {
  readonly #driver: Driver;
  readonly #masterKeys: MasterKeys;

  constructor(driver: Driver, masterKeys: MasterKeys) {
    this.#driver = driver;
    this.#masterKeys = masterKeys;
  }

  init() {
    return this.#driver.init();
  }

  async acquireConnection() {
    return new SealingConnection(await this.#driver.acquireConnection(), this.#masterKeys);
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    const beginning = this.#driver.beginTransaction(plainOf(connection), settings);
    if (connection instanceof SealingConnection) connection.begins(beginning);
    else await beginning;
  }

  async commitTransaction(connection: DatabaseConnection) {
    const committing = this.#driver.commitTransaction(plainOf(connection));
    if (connection instanceof SealingConnection)
      await Promise.all([committing, connection.begun()]);
    else await committing;
  }

  rollbackTransaction(connection: DatabaseConnection) {
    return this.#driver.rollbackTransaction(plainOf(connection));
  }

  async savepoint(
    connection: DatabaseConnection,
    name: string,
    compileQuery: QueryCompiler['compileQuery'],
  ) {
    await this.#driver.savepoint?.(plainOf(connection), name, compileQuery);
  }

  async rollbackToSavepoint(
    connection: DatabaseConnection,
    name: string,
    compileQuery: QueryCompiler['compileQuery'],
  ) {
    if (connection instanceof SealingConnection) connection.ring.forget();
    await this.#driver.rollbackToSavepoint?.(plainOf(connection), name, compileQuery);
  }

  async releaseSavepoint(
    connection: DatabaseConnection,
    name: string,
    compileQuery: QueryCompiler['compileQuery'],
  ) {
    await this.#driver.releaseSavepoint?.(plainOf(connection), name, compileQuery);
  }

  releaseConnection(connection: DatabaseConnection) {
    return this.#driver.releaseConnection(plainOf(connection));
  }

  destroy() {
    return this.#driver.destroy();
  }
}

export class SealingDialect extends PostgresDialect {
  readonly #masterKeys: MasterKeys;

  constructor(config: PostgresDialectConfig, masterKeys: MasterKeys) {
    super(config);
    this.#masterKeys = masterKeys;
  }

  override createDriver(): Driver {
    return new SealingDriver(super.createDriver(), this.#masterKeys);
  }
}
