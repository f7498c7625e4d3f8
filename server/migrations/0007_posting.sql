-- A message is written only while the membership that allows it is locked, and memberships refer to the same person, organisation and
-- space. Checking the three again for each message, with a lock on each row referred to, was a tenth of what posting costs.
alter table messages
  drop constraint messages_author_id_fkey,
  drop constraint messages_organisation_id_fkey,
  drop constraint messages_space_id_fkey;
