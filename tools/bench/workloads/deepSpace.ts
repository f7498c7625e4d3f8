import type { Environment } from '../environment.ts';

export interface DeepSpace {
  spaceId: string;
  token: string;
  lastSeq: number;
}

/** One space that holds as many messages as all the others together, made of copies of theirs. */
export async function makeDeepSpace(environment: Environment): Promise<DeepSpace> {
  const { size, people, organisations } = await environment.dataset();
  const { pool } = environment;
  const [reader] = people;
  const reply = { token: reader?.token ?? '', lastSeq: size.messages };
  const before = await pool.query<{ id: string }>("select id from spaces where name = 'Deep'");
  if (before.rows[0] !== undefined) return { ...reply, spaceId: before.rows[0].id };
  const made = await pool.query<{ id: string }>(SPACE, [organisations[0], reader?.id, size.messages]);
  const spaceId = made.rows[0]?.id ?? '';
  await pool.query('alter table messages disable trigger all');
  await pool.query(MESSAGES, [spaceId, size.messages]);
  await pool.query('alter table messages enable trigger all');
  await pool.query('vacuum analyze messages');
  return { ...reply, spaceId };
}

const SPACE = `
  with space as (
    insert into spaces (id, kind, reach, name, lead_organisation_id, history_rule, created_at)
    values (gen_random_uuid(), 'working', 'shared', 'Deep', $1, 'all', now()) returning id),
  charter as (
    insert into charters (space_id, version, purpose, norms, disclosable, changed_at) select id, 1, '', '', true, now() from space),
  member as (
    insert into memberships (id, space_id, person_id, organisation_id, role, from_seq, joined_at)
    select gen_random_uuid(), id, $2, $1, 'member', 0, now() from space)
  insert into feeds (id, kind, last_seq) select id, 'space', $3 from space returning id`;

const COLUMNS = 'author_id, organisation_id, author_role, source, body, created_at';
const MESSAGES = `
  insert into messages (id, space_id, seq, ${COLUMNS})
  select gen_random_uuid(), $1, row_number() over (), ${COLUMNS} from messages limit $2`;
