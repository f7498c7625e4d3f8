// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled, JsonFacts } from '../columns.ts';

export interface AgreementsTables {
  agreement_signatures: {
    agreement_id: string;
    version: number;
    person_id: string;
    organisation_id: string;
    signed_at: string;
  };
  agreement_versions: {
    agreement_id: string;
    version: number;
    text: JsonFacts | null;
    material: boolean;
    published_by: string;
    organisation_id: string;
    published_at: string;
  };
  agreements: {
    id: string;
    subject: string;
    revision: number;
    draft: JsonFacts | null;
    drafted_by: string;
    drafted_for: string;
    drafted_at: string;
    version: Filled<number>;
    material_version: Filled<number>;
  };
}
