-- As with messages: what a reaction or a mention refers to is read, and where it could change locked, in the transaction that writes it,
-- and messages, people and organisations are never deleted, only marked. Checking each again was a third of what an import of
-- reactions costs.
alter table reactions
  drop constraint reactions_message_id_fkey,
  drop constraint reactions_organisation_id_fkey,
  drop constraint reactions_person_id_fkey;
alter table message_mentions
  drop constraint message_mentions_message_id_fkey,
  drop constraint message_mentions_person_id_fkey;
