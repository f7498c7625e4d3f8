// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface PoliciesTables {
  policies: {
    id: string;
    organisation_id: string | null;
    version: number;
    material_version: number;
    withdrawn_at: string | null;
    withdrawn_by: string | null;
  };
  policy_acceptances: {
    person_id: string;
    policy_id: string;
    version: number;
    accepted_at: string;
  };
  policy_reminders: {
    policy_id: string;
    reminded_at: string;
    reminded_by: string;
  };
  policy_versions: {
    policy_id: string;
    version: number;
    title: string;
    summary: string;
    body: string;
    material: boolean;
    published_by: string;
    published_at: string;
  };
}
