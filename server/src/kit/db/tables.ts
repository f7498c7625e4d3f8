// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { ColumnType, GeneratedAlways } from 'kysely';

/** A column that the database fills when it is left out. */
type Filled<T> = ColumnType<T, T | undefined, T>;
/** Small facts of an activity row, as the feature that wrote them knows them. */
export type JsonFacts = Record<string, unknown>;

export interface Tables {
  activity: {
    feed_id: string;
    seq: number;
    kind: string;
    subject_id: string | null;
    person_id: string | null;
    organisation_id: string | null;
    at: string;
    facts: JsonFacts | null;
  };
  affiliations: {
    person_id: string;
    organisation_id: string;
    role: string;
    role_title: Filled<string>;
    since: string;
  };
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
  attempt_counters: {
    key: string;
    window_start: string;
    count: number;
  };
  avoided_people: {
    person_id: string;
    avoided_person_id: string;
    avoided_at: string;
  };
  case_appeals: {
    case_id: string;
    person_id: string;
    stage_id: string;
    appealed_at: string;
  };
  case_helper_acceptances: {
    stage_id: string;
    person_id: string;
    accepted_at: string;
  };
  case_helper_declines: {
    stage_id: string;
    person_id: string;
    declined_at: string;
  };
  case_helpers: {
    stage_id: string;
    person_id: string;
    organisation_id: string;
  };
  case_outcomes: {
    stage_id: string;
    outcome: string;
    written_by: string;
    organisation_id: string;
    written_at: string;
  };
  case_parties: {
    case_id: string;
    person_id: string;
    organisation_id: string;
  };
  case_stages: {
    id: string;
    case_id: string;
    place: number;
    kind: string;
    due_at: string;
    opened_by: string;
    organisation_id: string;
    opened_at: string;
  };
  cases: {
    id: string;
    about_kind: string;
    about_id: string;
    matter: string;
    opened_by: string;
    organisation_id: string;
    client_id: string;
    opened_at: string;
  };
  charter_acceptances: {
    space_id: string;
    organisation_id: string;
    asked_at: string;
    asked_by: string | null;
    version: number | null;
    accepted_by: string | null;
    accepted_at: string | null;
  };
  charter_readings: {
    person_id: string;
    space_id: string;
    version: number;
    read_at: string;
  };
  charters: {
    space_id: string;
    version: number;
    purpose: string;
    norms: string;
    kept_days: number | null;
    disclosable: boolean;
    changed_by: string | null;
    organisation_id: string | null;
    changed_at: string;
    channels: Filled<string>;
    answer_times: Filled<string>;
    conflicts: Filled<string>;
  };
  feeds: {
    id: string;
    kind: string;
    last_seq: Filled<number>;
  };
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
  import_refs: {
    source: string;
    workspace: string;
    kind: string;
    external_id: string;
    internal_id: string;
    email: string | null;
    seen_until: string | null;
  };
  imports: {
    id: string;
    source: string;
    file_name: string;
    stored_at: string | null;
    organisation_id: string;
    dry_run: boolean;
    state: string;
    progress: Filled<number>;
    attempts: Filled<number>;
    started_by: string | null;
    created_at: string;
    finished_at: string | null;
    report: string | null;
    failure: string | null;
  };
  invitation_spaces: {
    invitation_id: string;
    space_id: string;
  };
  invitations: {
    id: string;
    token_hash: Buffer;
    organisation_id: string;
    role: string;
    email: string | null;
    claims_person_id: string | null;
    invited_by: string | null;
    invited_at: string;
    expires_at: string;
    accepted_at: string | null;
    accepted_by: string | null;
    revoked_at: string | null;
    revoked_by: string | null;
  };
  memberships: {
    id: string;
    space_id: string;
    person_id: string;
    organisation_id: string;
    role: string;
    from_seq: number;
    to_seq: number | null;
    joined_at: string;
    left_at: string | null;
    added_by: string | null;
    removed_by: string | null;
  };
  message_keepings: {
    message_id: string;
    space_id: string;
    kept_by: string;
    organisation_id: string;
    kept_at: string;
  };
  message_mentions: {
    person_id: string;
    space_id: string;
    seq: number;
    message_id: string;
  };
  message_versions: {
    message_id: string;
    version: number;
    source: string;
    body: string;
    title: string | null;
    written_at: string;
    replaced_by: string | null;
  };
  messages: {
    id: string;
    space_id: string;
    seq: number;
    author_id: string;
    organisation_id: string;
    author_role: string;
    client_id: string | null;
    thread_root_id: string | null;
    title: string | null;
    source: string;
    body: string;
    files: string | null;
    mentions: Filled<string[]>;
    mentions_everyone: Filled<boolean>;
    created_at: string;
    edited_at: string | null;
    removed_at: string | null;
    removed_by: string | null;
    has_reactions: Filled<boolean>;
    has_replies: Filled<boolean>;
    external_ref: string | null;
  };
  norm_decisions: {
    proposal_id: string;
    version: number | null;
    reason: string;
    decided_by: string;
    organisation_id: string;
    decided_at: string;
  };
  norm_proposals: {
    id: string;
    space_id: string;
    from_version: number;
    norms: string;
    channels: string;
    answer_times: string;
    conflicts: string;
    reason: string;
    proposed_by: string;
    organisation_id: string;
    proposed_at: string;
  };
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
  organisations: {
    id: string;
    name: string;
    short_name: string;
    hue: number;
    created_at: string;
    created_by: string | null;
  };
  pairing_acceptances: {
    pairing_id: string;
    starts_at: string;
    person_id: string;
    accepted_at: string;
  };
  pairing_agreements: {
    pairing_id: string;
    starts_at: string;
    step_id: string;
    agreed_at: string;
  };
  pairing_fortnights: {
    begins_at: string;
    paired_at: string;
  };
  pairing_hours: {
    person_id: string;
    weekday: string;
    half: string;
  };
  pairing_participants: {
    person_id: string;
    joined_at: string;
  };
  pairing_skips: {
    pairing_id: string;
    person_id: string;
    skipped_at: string;
  };
  pairing_times: {
    pairing_id: string;
    offer: number;
    starts_at: string;
  };
  pairings: {
    id: string;
    first_person_id: string;
    first_organisation_id: string;
    second_person_id: string;
    second_organisation_id: string;
    offered_at: string;
    ends_at: string;
    offer: Filled<number>;
  };
  people: {
    id: string;
    kind: Filled<string>;
    name: string;
    email: string | null;
    email_confirmed_at: string | null;
    time_zone: Filled<string>;
    password_hash: string | null;
    created_at: string;
    deactivated_at: string | null;
    deactivated_by: string | null;
  };
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
  reactions: {
    message_id: string;
    emoji: string;
    person_id: string;
    organisation_id: string;
    created_at: string;
  };
  read_positions: {
    person_id: string;
    space_id: string;
    seq: number;
    moved_at: string;
  };
  round_addressees: {
    id: string;
    round_id: string;
    email: string;
    token_hash: Buffer;
    asked_by: string;
    asked_at: string;
    expires_at: string;
  };
  round_answers: {
    id: string;
    round_id: string;
    person_id: string | null;
    organisation_id: string | null;
    addressee_id: string | null;
    outside_name: string | null;
    outside_organisation: string | null;
    brings: string;
    betters_me: string;
    easy_because: string;
    answered_at: string;
    changed_at: string | null;
  };
  round_endings: {
    round_id: string;
    person_id: string;
    organisation_id: string;
    ended_at: string;
  };
  round_outcomes: {
    answer_id: string;
    outcome: string;
    line: string;
    said_at: string;
  };
  round_people: {
    round_id: string;
    person_id: string;
    organisation_id: string;
  };
  round_wavings: {
    round_id: string;
    person_id: string;
    waved_at: string;
  };
  round_yeses: {
    answer_id: string;
    person_id: string;
    organisation_id: string;
    said_at: string;
  };
  rounds: {
    id: string;
    client_id: string;
    question: string;
    space_id: string | null;
    facilitator_id: string;
    organisation_id: string;
    opened_at: string;
    ends_at: string;
    previous_id: string | null;
  };
  search_entries: {
    message_id: string;
    space_id: string;
    seq: number;
    author_id: string;
    created_at: string;
    words: string;
  };
  search_queue: {
    position: GeneratedAlways<number>;
    message_id: string;
  };
  search_words: {
    word: string;
    entries: number;
  };
  server_administrators: {
    person_id: string;
    granted_at: string;
    granted_by: string | null;
  };
  sessions: {
    id: string;
    person_id: string;
    token_hash: Buffer;
    device: Filled<string>;
    created_at: string;
    last_used_at: string;
    expires_at: string;
    ended_at: string | null;
  };
  setup_links: {
    token_hash: Buffer;
    created_at: string;
  };
  sign_in_links: {
    token_hash: Buffer;
    person_id: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
  };
  spaces: {
    id: string;
    kind: string;
    reach: string;
    name: string;
    lead_organisation_id: string;
    history_rule: string;
    charter_version: Filled<number>;
    direct_key: string | null;
    created_at: string;
    created_by: string | null;
    archived_at: string | null;
    archived_by: string | null;
    awaiting_since: string | null;
  };
  step_acceptances: {
    step_id: string;
    person_id: string;
    accepted_at: string;
  };
  step_check_ins: {
    step_id: string;
    person_id: string;
    answer: string;
    answered_at: string;
  };
  step_declines: {
    step_id: string;
    person_id: string;
    declined_at: string;
  };
  step_endings: {
    step_id: string;
    outcome: string;
    ended_at: string;
  };
  step_not_nows: {
    person_id: string;
    with_person_id: string;
    said_at: string;
  };
  step_people: {
    step_id: string;
    person_id: string;
    organisation_id: string;
    benefit: Filled<string>;
    at_stake: Filled<string>;
  };
  step_reflections: {
    step_id: string;
    person_id: string;
    text: string | null;
    written_at: string;
    shown_alone_at: string | null;
  };
  step_reveals: {
    step_id: string;
    revealed_at: string;
  };
  step_withdrawals: {
    step_id: string;
    withdrawn_at: string;
  };
  steps: {
    id: string;
    title: string;
    purpose: string;
    proposed_by: string;
    organisation_id: string;
    client_id: string;
    proposed_at: string;
    time_box: string;
    hours_limit: number;
    money: string;
    reputation: string;
    data: string;
    starts_at: string | null;
    origin_kind: string | null;
    origin_id: string | null;
    agreed_at: string | null;
    half_at: string | null;
    due_at: string | null;
    space_id: string | null;
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
  thread_followings: {
    root_id: string;
    person_id: string;
    followed_at: string;
    unfollowed_at: string | null;
  };
  threads: {
    root_id: string;
    space_id: string;
    replies: number;
    last_reply_at: string | null;
    last_reply_seq: number;
    people: string;
  };
  tokens: {
    id: string;
    person_id: string;
    name: string;
    token_hash: Buffer;
    created_at: string;
    last_used_at: string | null;
    revoked_at: string | null;
  };
}
