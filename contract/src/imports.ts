import * as z from 'zod/mini';
import { endpoint } from './kit/endpoint.ts';
import { Id, Instant } from './kit/ids.ts';

/** The largest archive that may be uploaded, in bytes; larger ones go through the command line. */
export const IMPORT_UPLOAD_MAX = 2 * 1024 ** 3;

/** What an archive holds or brought, by kind. Each message counts as one, whatever it is; replies are messages too. */
export const ImportCounts = z.object({
  /** People and programs as the archive lists them. */
  people: z.int(),
  bots: z.int(),
  /** Those whom it does not list: known only from what they wrote, from mentions and from reactions. */
  unlisted: z.int(),
  spaces: z.int(),
  messages: z.int(),
  replies: z.int(),
  /** Messages with replies. */
  threads: z.int(),
  edits: z.int(),
  reactions: z.int(),
  files: z.int(),
  /** Files as they were written before 2017, each in a message of its own. */
  oldFiles: z.int(),
  joins: z.int(),
  leaves: z.int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** One thing that did not come in, or not as it was, and why. Equal ones in one file are counted together. */
export const ImportRemark = z.object({
  file: z.string(),
  what: z.string(),
  reason: z.string(),
  count: z.int(),
});
export type ImportRemark = z.infer<typeof ImportRemark>;

export const ImportReport = z.object({
  /** What the archive holds. */
  found: ImportCounts,
  /** What this run added; all 0 when everything was there before. */
  added: ImportCounts,
  /** Messages in the archive that became no message here (joins, leaves, unreadable ones), each with a remark or counted as membership. */
  messagesReported: z.int(),
  remarks: z.array(ImportRemark),
  /** Messages of each conversation, by its name in the archive: those in it, and those this run added. */
  conversations: z.array(z.object({ name: z.string(), found: z.int(), added: z.int() })),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const Import = z.object({
  id: Id,
  source: z.enum(['slack']),
  fileName: z.string(),
  dryRun: z.boolean(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** 0 to 1. */
  progress: z.number(),
  startedBy: z.nullable(z.object({ id: Id, name: z.string() })),
  createdAt: Instant,
  finishedAt: z.nullable(Instant),
  /** In the list of imports without its remarks and conversations. */
  report: z.nullable(ImportReport),
  /** The sentence that says why it failed. */
  failure: z.nullable(z.string()),
});
export type Import = z.infer<typeof Import>;

export const listImports = endpoint('listImports', {
  method: 'GET',
  path: '/imports',
  summary: 'Imports and how far they are',
  who: 'administrator',
  object: 'none',
  reply: z.object({ imports: z.array(Import) }),
});

export const getImport = endpoint('getImport', {
  method: 'GET',
  path: '/imports/:importId',
  summary: 'One import with its report',
  who: 'administrator',
  object: 'import',
  params: { importId: Id },
  reply: Import,
});

/** The body is the zip itself, `Content-Type: application/zip`. */
export const startSlackImport = endpoint('startSlackImport', {
  method: 'POST',
  path: '/imports/slack',
  summary: 'Upload a Slack export and import it, or only report what it holds',
  who: 'administrator',
  object: 'none',
  query: {
    organisationId: Id,
    fileName: z.string().check(z.maxLength(255)),
    dryRun: z.optional(z.enum(['true', 'false'])),
  },
  reply: Import,
});
