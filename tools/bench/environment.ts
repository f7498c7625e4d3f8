import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/src/kit/db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '../../server/src/kit/db/migrate.ts';
import { type Dataset, loadDataset } from './dataset/load.ts';
import { TENTH, WHOLE } from './dataset/plan.ts';
import { Generator } from './generator/generator.ts';
import { Program } from './program.ts';
import { Subject } from './subject.ts';

const SERVER = new URL('./serverProcess.ts', import.meta.url);

/**
 * What one run works in: a database as in earnest (it waits for the disk) below the system's temporary directory, and the processes
 * that are measured. All of it is gone at the end, also when the run is broken off.
 */
export class Environment {
  readonly smoke: boolean;
  /** Workloads may keep files in it. */
  readonly directory: string;
  readonly dataDirectory: string;
  /** For the floors and the audits; the server has connections of its own. */
  pool: pg.Pool = new pg.Pool();
  databaseUrl = '';
  private postgres: EmbeddedPostgres | undefined;
  private closed: Promise<void> | undefined;
  private lent = false;
  private starting: Promise<void> = Promise.resolve();
  private loaded: Promise<Dataset> | undefined;
  private readonly processes = new Set<{ stop(signal: NodeJS.Signals): Promise<void> }>();

  constructor(smoke: boolean) {
    this.smoke = smoke;
    this.directory = mkdtempSync(join(tmpdir(), 'footbridge-bench-'));
    // The database's user must be able to reach what lies in it.
    chmodSync(this.directory, 0o711);
    this.dataDirectory = join(this.directory, 'data');
  }

  startDatabase(): Promise<void> {
    return (this.starting = this.startPostgres());
  }

  private async startPostgres(): Promise<void> {
    this.postgres = await startEmbeddedPostgres({ dataDirectory: this.dataDirectory });
    this.databaseUrl = this.postgres.connectionString;
    this.pool = new pg.Pool({ connectionString: this.databaseUrl, max: 40 });
    this.pool.on('error', () => undefined);
    // A connection in use when the run is broken off: its statement rejects, and that is enough.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    await migrate(this.pool, new URL('../../server/migrations/', import.meta.url));
  }

  async stopDatabase(): Promise<void> {
    const { postgres } = this;
    this.postgres = undefined;
    // Whatever still holds a connection must not keep the run from ending: the database ends them.
    void this.pool.end().catch(() => undefined);
    await postgres?.stop();
  }

  /** Dataset FB or a tenth of it, loaded when a workload asks for it first. */
  dataset(): Promise<Dataset> {
    return (this.loaded ??= loadDataset(this.pool, this.smoke ? TENTH : WHOLE));
  }

  startServer(): Promise<Subject> {
    return this.start(SERVER, { BENCH_DATABASE_URL: this.databaseUrl, BENCH_DATA: this.directory });
  }

  async startGenerator(): Promise<Generator> {
    return new Generator(await this.start(Generator.PROGRAM));
  }

  /** A process of ours that says its port when it is ready. */
  async start(program: URL, env: Record<string, string> = {}): Promise<Subject> {
    const subject = Subject.spawn(program, env);
    this.processes.add(subject);
    await subject.ready;
    return subject;
  }

  /** A program as anybody starts it, ended with the run. */
  run(command: string, args: string[], env: Record<string, string>): Program {
    const program = new Program(command, args, env);
    this.processes.add(program);
    return program;
  }

  /** Lets somebody else run the database of this run meanwhile. */
  async withoutDatabase(work: () => Promise<void>): Promise<void> {
    await this.stopDatabase();
    this.lent = true;
    try {
      await work();
    } finally {
      if (this.closed === undefined) await this.startDatabase();
      this.lent = false;
    }
  }

  /** Ends everything and leaves nothing. */
  close(): Promise<void> {
    return (this.closed ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    await Promise.all([...this.processes].map((process) => process.stop('SIGKILL')));
    // One that is just being made could not be stopped, and would fill the directory again.
    await this.starting.catch(() => undefined);
    // A killed server leaves its database running; taking it over is the way to stop it.
    if (this.lent) this.postgres = await startEmbeddedPostgres({ dataDirectory: this.dataDirectory });
    await this.stopDatabase();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
