import * as z from 'zod/mini';
import { endpoint } from './kit/endpoint.ts';
import { Id, line } from './kit/ids.ts';

/** The colour of an organisation as a hue in degrees of OKLCH; lightness and chroma are the interface's, so contrast always holds. */
export const Hue = z.int().check(z.minimum(0), z.maximum(359));

/** Two to four letters or digits that stand where the name does not fit. */
export const ShortName = z.string().check(z.trim(), z.regex(/^[\p{L}\p{N}]{2,4}$/u));

/** An organisation as shown beside a person. */
export const OrganisationRef = z.object({ id: Id, name: z.string(), shortName: z.string(), hue: Hue });
export type OrganisationRef = z.infer<typeof OrganisationRef>;

export const OrganisationFields = { name: line(100), shortName: ShortName, hue: Hue };

/** Organisations I may know of: mine, those of people in my spaces, and for members all that have a listed space. */
export const listOrganisations = endpoint('listOrganisations', {
  method: 'GET',
  path: '/organisations',
  summary: 'Organisations I may know of',
  who: 'person',
  object: 'none',
  reply: z.object({ organisations: z.array(OrganisationRef) }),
});

export const createOrganisation = endpoint('createOrganisation', {
  method: 'POST',
  path: '/organisations',
  summary: 'Add an organisation',
  who: 'administrator',
  object: 'none',
  body: OrganisationFields,
  reply: OrganisationRef,
});

export const changeOrganisation = endpoint('changeOrganisation', {
  method: 'PATCH',
  path: '/organisations/:organisationId',
  summary: "Change an organisation's name, short name or colour",
  who: 'organisationSteward',
  object: 'organisation',
  params: { organisationId: Id },
  body: { name: z.optional(line(100)), shortName: z.optional(ShortName), hue: z.optional(Hue) },
  reply: OrganisationRef,
});
