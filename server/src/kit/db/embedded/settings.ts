import { clusterName } from './clearLeftovers.ts';

/** Server settings by their PostgreSQL names, e.g. `{ work_mem: '16MB' }`. */
export type PostgresSettings = Record<string, string>;

/**
 * For a host of 1 GB and more. Durable as PostgreSQL is by default; a larger site runs its own PostgreSQL and tunes
 * that. Statements and row contents stay out of the log (`log` level and terse): errors reach the caller, who knows
 * what may be written down.
 */
const DEFAULTS: PostgresSettings = {
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  huge_pages: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_compression: 'on',
  // Checkpoints further apart: after each one every page that changes is written whole once more.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  // A query whose client was killed ends within seconds instead of keeping its locks to the end.
  client_connection_check_interval: '5s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_line_prefix: '',
};

/** Not for callers to change: this is what keeps the cluster closed and the supervisor able to see it. */
function fixedSettings(clusterDirectory: string, socketDirectory: string): PostgresSettings {
  return {
    cluster_name: clusterName(clusterDirectory),
    listen_addresses: '',
    port: '5432',
    // A list, in which quotes keep commas and blanks together.
    unix_socket_directories: `"${socketDirectory.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    log_destination: 'stderr',
    logging_collector: 'off',
  };
}

/** Arguments for `postgres`. The command line wins over postgresql.conf, so a release can change a default. */
export function postgresArguments(clusterDirectory: string, socketDirectory: string, own: PostgresSettings) {
  const settings = Object.entries({
    ...DEFAULTS,
    ...own,
    ...fixedSettings(clusterDirectory, socketDirectory),
  });
  return ['-D', clusterDirectory, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
