import * as z from 'zod/mini';
import { endpoint } from './kit/endpoint.ts';
import { Id, Instant, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { PersonRef } from './people.ts';

/** Versions and signatures of one agreement are listed up to here, the newest first. */
export const AGREEMENT_VERSIONS_MAX = 50;
export const SIGNATURES_MAX = 500;
export const AGREEMENT_LINE_MAX = 1500;

const words = lines(AGREEMENT_LINE_MAX);

/** The six lines of how people work together. */
export const AgreementText = z.strictObject({
  purpose: words,
  /** Who decides what. */
  deciding: words,
  /** How we tell each other that it is not working. */
  concerns: words,
  /** What is recorded, and who may see it. */
  record: words,
  /** Who owns what comes of it. */
  ownership: words,
  /** That either may stop without a reason. */
  stopping: words,
});
export type AgreementText = z.infer<typeof AgreementText>;

/** In the order in which they are read. */
export const AGREEMENT_LINES = [
  'purpose',
  'deciding',
  'concerns',
  'record',
  'ownership',
  'stopping',
] as const satisfies readonly (keyof AgreementText)[];

export const AgreementVersion = z.object({
  version: z.int(),
  text: AgreementText,
  /** True: everybody is asked for a signature again. False: a small change, of which people are told. */
  material: z.boolean(),
  publishedBy: PersonRef,
  publishedAt: Instant,
});
export type AgreementVersion = z.infer<typeof AgreementVersion>;

export const Signature = z.object({ person: PersonRef, version: z.int(), signedAt: Instant });
export type Signature = z.infer<typeof Signature>;

/** It has the id of what it is about. */
export const Agreement = z.object({
  id: Id,
  subject: z.enum(['space', 'step']),
  /** What the space or step is called. */
  title: z.string(),
  /** The text that people work on; null while nobody has saved one. */
  draft: z.nullable(
    z.object({
      text: AgreementText,
      /** Counts the saved texts. */
      revision: z.int(),
      savedBy: PersonRef,
      savedAt: Instant,
    }),
  ),
  /** Newest first; empty before the first is made. */
  versions: z.array(AgreementVersion),
  signatures: z.array(Signature),
  mine: z.object({
    /** The newest version that I signed; null before the first. */
    signed: z.nullable(z.int()),
    /** A version waits for my signature. */
    toSign: z.boolean(),
    /** False where the step has ended or the space is archived: it is read, not changed. */
    mayChange: z.boolean(),
    /** Of a step every participant, of a space its stewards. */
    mayPublish: z.boolean(),
  }),
});
export type Agreement = z.infer<typeof Agreement>;

const forParticipant = { who: 'participant', params: { agreementId: Id }, object: 'agreement' } as const;

/** Of a space for its members, of a step for its participants. */
export const getAgreement = endpoint('getAgreement', {
  method: 'GET',
  path: '/agreements/:agreementId',
  summary: 'The agreement of a space or step of mine, with who signed what when',
  ...forParticipant,
  reply: Agreement,
});

/** Refused when somebody else saved meanwhile, so that no text is lost unseen. */
export const saveAgreementDraft = endpoint('saveAgreementDraft', {
  method: 'PUT',
  path: '/agreements/:agreementId/draft',
  summary: 'Save the text that is worked on',
  ...forParticipant,
  body: { text: AgreementText, /** 0 for the first text. */ fromRevision: z.int() },
  reply: Agreement,
});

export const publishAgreement = endpoint('publishAgreement', {
  method: 'POST',
  path: '/agreements/:agreementId/versions',
  summary: 'Make the text as it stands the next version',
  ...forParticipant,
  body: { material: z.boolean(), /** The saved text that was read. */ fromRevision: z.int() },
  reply: Agreement,
});

/** Names the version that was read: a newer one is not signed unseen. */
export const signAgreement = endpoint('signAgreement', {
  method: 'PUT',
  path: '/agreements/:agreementId/signature',
  summary: 'Sign the newest version',
  ...forParticipant,
  idempotent: true,
  body: { version: z.int() },
  reply: Agreement,
});

/** In the space's feed, or in the feeds of those a step is between. */
export const agreementChanged = liveMessage('agreementChanged', { agreementId: Id });
