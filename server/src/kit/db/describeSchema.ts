import { readFile, readdir } from 'node:fs/promises';
import type pg from 'pg';

interface Column {
  table_name: string;
  column_name: string;
  type: string;
  nullable: boolean;
  filled: boolean;
  default_text: string | null;
}

const COLUMNS = `
  select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, (a.atthasdef or a.attidentity <> '') as filled,
    case when a.attidentity <> '' then 'generated always as identity' else 'default ' || pg_get_expr(d.adbin, d.adrelid) end as default_text
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
  order by c.relname, a.attnum`;

const CONSTRAINTS = `
  select conrelid::regclass::text as table_name, pg_get_constraintdef(oid) as text from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 'n' and conrelid::regclass::text <> 'migrations'
  order by 1, contype desc, 2`;

const INDEXES = `
  select i.tablename as table_name, i.indexdef as text from pg_indexes i
  where i.schemaname = 'public' and i.tablename <> 'migrations'
    and not exists (select from pg_constraint where conname = i.indexname and contype = 'p')
  order by 1, 2`;

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  'timestamp with time zone': 'string',
  bigint: 'number',
  integer: 'number',
  smallint: 'number',
  real: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  json: 'string',
  jsonb: 'JsonFacts | null',
  tsvector: 'string',
  'uuid[]': 'string[]',
};

/**
 * What the database looks like, as SQL that people compare (`schema.sql`) and as TypeScript that Kysely checks against.
 * @param migrations the folder of the migrations; the types of what one of them creates stand together
 * @returns `tables` by the file's path below this folder
 */
export async function describeSchema(
  pool: pg.Pool,
  migrations: URL,
): Promise<{ sql: string; tables: Map<string, string> }> {
  const columns = (await pool.query<Column>(COLUMNS)).rows;
  const constraints = (await pool.query<{ table_name: string; text: string }>(CONSTRAINTS)).rows;
  const indexes = (await pool.query<{ table_name: string; text: string }>(INDEXES)).rows;
  const names = [...new Set(columns.map((column) => column.table_name))];
  const of = <Row extends { table_name: string }>(rows: Row[], name: string) =>
    rows.filter((row) => row.table_name === name);
  const sql = names.map((name) => {
    const lines = [
      ...of(columns, name).map(
        (column) =>
          `  ${[column.column_name, column.type, column.nullable ? null : 'not null', column.default_text].filter(Boolean).join(' ')}`,
      ),
      ...of(constraints, name).map((row) => `  ${row.text}`),
    ];
    return [
      `create table ${name} (`,
      lines.join(',\n'),
      ');',
      ...of(indexes, name).map((row) => `${row.text.replaceAll('public.', '')};`),
    ].join('\n');
  });
  const groups = Map.groupBy(names, await nounsOf(migrations));
  return { sql: `${sql.join('\n\n')}\n`, tables: tableFiles(groups, columns) };
}

/** Which migration creates a table, by its name without the number. */
async function nounsOf(migrations: URL): Promise<(table: string) => string> {
  const nouns = new Map<string, string>();
  for (const file of (await readdir(migrations)).toSorted()) {
    const text = await readFile(new URL(file, migrations), 'utf8');
    const noun = camelCase(file.replace(/^\d+_|\.sql$/g, ''));
    for (const [, table = ''] of text.matchAll(/^create (?:unlogged )?table (\w+)/gm)) nouns.set(table, noun);
  }
  return (table) => {
    const noun = nouns.get(table);
    if (noun === undefined) throw new Error(`No migration creates the table ${table}.`);
    return noun;
  };
}

const MADE = '// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.';
const COLUMN_TYPES = ['Filled', 'JsonFacts'];
const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const typeName = (noun: string): string => `${noun[0]?.toUpperCase() ?? ''}${noun.slice(1)}Tables`;

function tableFiles(groups: Map<string, string[]>, columns: Column[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const [noun, names] of groups) files.set(`tables/${noun}.ts`, groupText(noun, names, columns));
  const nouns = [...groups.keys()].toSorted();
  const together = [
    MADE,
    ...nouns.map((noun) => `import type { ${typeName(noun)} } from './tables/${noun}.ts';`),
    '',
    "export type { JsonFacts } from './columns.ts';",
    '',
    'export interface Tables',
    '  extends',
    ...nouns.map((noun, at) => `    ${typeName(noun)}${at < nouns.length - 1 ? ',' : ' {}'}`),
    '',
  ];
  return files.set('tables.ts', together.join('\n'));
}

function groupText(noun: string, names: string[], columns: Column[]): string {
  const body = names.flatMap((name) => {
    const fields = columns
      .filter((column) => column.table_name === name)
      .map((column) => `    ${column.column_name}: ${fieldType(column)};`);
    return [`  ${name}: {`, ...fields, '  };'];
  });
  const text = body.join('\n');
  const own = COLUMN_TYPES.filter((type) => new RegExp(`\\b${type}\\b`).test(text));
  return [
    MADE,
    ...(text.includes('GeneratedAlways<') ? ["import type { GeneratedAlways } from 'kysely';"] : []),
    ...(own.length > 0 ? [`import type { ${own.join(', ')} } from '../columns.ts';`] : []),
    '',
    `export interface ${typeName(noun)} {`,
    text,
    '}',
    '',
  ].join('\n');
}

function fieldType(column: Column): string {
  const known = TYPES[column.type];
  if (known === undefined) {
    throw new Error(
      `The column ${column.table_name}.${column.column_name} has the type ${column.type}, which tables.ts does not know yet.`,
    );
  }
  const type = column.nullable && !known.includes('null') ? `${known} | null` : known;
  if (column.default_text?.startsWith('generated always')) return `GeneratedAlways<${type}>`;
  return column.filled ? `Filled<${type}>` : type;
}
