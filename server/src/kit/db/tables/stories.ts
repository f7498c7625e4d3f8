// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface StoriesTables {
  message_keepings: {
    message_id: string;
    space_id: string;
    kept_by: string;
    organisation_id: string;
    kept_at: string;
  };
  stories: {
    id: string;
    kind: string;
    space_id: string;
    from_seq: number;
    version: number;
    created_by: string;
    organisation_id: string;
    client_id: string;
    created_at: string;
    changed_at: string;
  };
  story_contacts: {
    story_id: string;
    person_id: string;
    organisation_id: string;
  };
  story_parkings: {
    story_id: string;
    parked_at: string;
    parked_by: string;
    organisation_id: string;
    reason: string;
    revive_if: string;
    revived_at: string | null;
    revived_by: string | null;
    revived_organisation_id: string | null;
  };
  story_publication_organisations: {
    story_id: string;
    organisation_id: string;
  };
  story_publications: {
    story_id: string;
    version: number;
    audience: string;
    published_by: string;
    organisation_id: string;
    published_at: string;
  };
  story_versions: {
    story_id: string;
    version: number;
    title: string;
    source: string;
    body: string;
    words: string;
    written_by: string;
    organisation_id: string;
    written_at: string;
  };
}
