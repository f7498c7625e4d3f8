// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.

export interface ThanksTables {
  thanks: {
    id: string;
    giver_id: string;
    organisation_id: string;
    receiver_id: string;
    receiver_organisation_id: string;
    client_id: string;
    act: string;
    helped: string;
    message_id: string | null;
    step_id: string | null;
    given_at: string;
  };
  thanks_hidings: {
    thanks_id: string;
    hidden_by: string;
    hidden_at: string;
  };
  thanks_showings: {
    thanks_id: string;
    audience: string;
    space_id: string | null;
    shown_by: string;
    shown_at: string;
  };
}
