// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface OffersTables {
  offers: {
    id: string;
    person_id: string;
    organisation_id: string;
    kind: string;
    text: string;
    details: string;
    size: string;
    audience: string;
    created_at: string;
    finished_at: string | null;
  };
}
