// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface GoodWorkTables {
  good_work_agreements: {
    good_work_id: string;
    line: string;
    agreed_by: string;
    agreed_at: string;
  };
  good_work_mail_refusals: {
    person_id: string;
    refused_at: string;
  };
  good_work_refusals: {
    good_work_id: string;
    refused_by: string;
    refused_at: string;
  };
  good_works: {
    id: string;
    named_by: string;
    organisation_id: string;
    person_id: string;
    person_organisation_id: string;
    client_id: string;
    line: string;
    message_id: string | null;
    story_id: string | null;
    named_at: string;
  };
}
