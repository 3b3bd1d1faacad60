import type { Migration } from './migration.ts'

/**
 * `finding` has what findings are sought and sorted by in a narrow row of its own, what is asked for most first, apart from its
 * long document. Each sort
 * attribute has an index of (detector, value, id): equal values stand in the order of ids. `finding_text` and
 * `finding_number` hold the indexed attributes that a finding may have several values of.
 */
export const first: Migration = {
  number: 1,
  name: 'first',
  sql: `
create table detector (
  number integer primary key autoincrement,
  id text not null unique,
  account_id text not null,
  region text not null,
  enabled integer not null,
  frequency text not null,
  s3_logs integer not null,
  kubernetes_audit_logs integer not null,
  created_at integer not null,
  updated_at integer not null,
  unique (account_id, region)
) strict;

create table filter (
  detector_id text not null references detector (id) on delete cascade,
  name text not null,
  description text,
  action text not null,
  rank integer not null,
  criterion text not null,
  created_at integer not null,
  primary key (detector_id, name)
) strict, without rowid;

create table indicator_set (
  id text primary key,
  detector_id text not null references detector (id) on delete cascade,
  kind text not null,
  name text not null,
  format text not null,
  location text not null,
  status text not null,
  reason text,
  entries integer,
  created_at integer not null,
  updated_at integer not null
) strict, without rowid;
create index indicator_set_detector on indicator_set (detector_id, kind, id);

create table indicator_set_content (
  id text primary key references indicator_set (id) on delete cascade,
  content blob not null
) strict;

create table destination (
  id text primary key,
  detector_id text not null references detector (id) on delete cascade,
  destination_type text not null,
  destination_arn text not null,
  kms_key_arn text,
  status text not null,
  failure_started_at integer not null,
  reason text,
  created_at integer not null
) strict, without rowid;
create index destination_detector on destination (detector_id, id);

create table membership (
  region text not null,
  administrator_id text not null,
  account_id text not null,
  email text not null,
  status text not null,
  by_organization integer not null,
  invitation_id text,
  invited_at integer,
  updated_at integer not null,
  primary key (region, administrator_id, account_id)
) strict, without rowid;
create index membership_account on membership (region, account_id, status);

create table invitation (
  region text not null,
  administrator_id text not null,
  account_id text not null,
  id text not null,
  status text not null,
  message text,
  invited_at integer not null,
  primary key (region, administrator_id, account_id)
) strict, without rowid;
create index invitation_invitee on invitation (region, account_id, status, administrator_id);

create table organization_administrator (
  organization_id text not null,
  region text not null,
  administrator_id text not null,
  status text not null,
  primary key (organization_id, region)
) strict, without rowid;

create table organization_configuration (
  account_id text not null,
  region text not null,
  auto_enable integer not null,
  s3_logs integer not null,
  kubernetes_audit_logs integer not null,
  primary key (account_id, region)
) strict, without rowid;

create table tag (
  arn text not null,
  key text not null,
  value text not null,
  primary key (arn, key)
) strict, without rowid;

create table idempotency (
  key text primary key,
  request_digest text not null,
  response text not null,
  expires_at integer not null
) strict, without rowid;
create index idempotency_expiry on idempotency (expires_at);

create table usage_record (
  account_id text not null,
  region text not null,
  day text not null,
  data_source text not null,
  resource text not null,
  events integer not null,
  bytes integer not null,
  primary key (account_id, region, day, data_source, resource)
) strict, without rowid;

create table pending_object (
  sequence integer primary key autoincrement,
  id text not null unique,
  name text not null,
  account_id text not null,
  region text not null,
  received_at integer not null,
  size integer not null,
  bytes blob not null
) strict;
create index pending_object_size on pending_object (received_at, size);

create table done_object (
  id text primary key,
  done_at integer not null
) strict, without rowid;
create index done_object_time on done_object (done_at);

create table engine_state (
  name text primary key,
  snapshot blob not null
) strict;

create table secret (
  name text primary key,
  value blob not null
) strict;

create table finding (
  number integer primary key,
  detector integer not null,
  id text not null,
  last_seen integer,
  updated_at integer,
  severity real,
  archived integer,
  type text,
  instance_id text,
  created_at integer,
  first_seen integer,
  count real,
  api text,
  service_name text,
  remote_ip text,
  remote_country text,
  protocol text,
  local_port real,
  remote_port real,
  blocked integer,
  confidence real,
  account_id text,
  region text,
  suppressed integer not null
) strict;
create unique index finding_id on finding (detector, id);
create index finding_account_id on finding (detector, account_id, id);
create index finding_type on finding (detector, type, id);
create index finding_severity on finding (detector, severity, id);
create index finding_confidence on finding (detector, confidence, id);
create index finding_created_at on finding (detector, created_at, id);
create index finding_updated_at on finding (detector, updated_at, id);
create index finding_first_seen on finding (detector, first_seen, id);
create index finding_last_seen on finding (detector, last_seen, id);
create index finding_archived on finding (detector, archived, id);
create index finding_count on finding (detector, count, id);
create index finding_instance_id on finding (detector, instance_id, id);
create index finding_api on finding (detector, api, id);
create index finding_service_name on finding (detector, service_name, id);
create index finding_blocked on finding (detector, blocked, id);
create index finding_protocol on finding (detector, protocol, id);
create index finding_local_port on finding (detector, local_port, id);
create index finding_remote_port on finding (detector, remote_port, id);
create index finding_remote_ip on finding (detector, remote_ip, id);
create index finding_remote_country on finding (detector, remote_country, id);

create table finding_document (
  finding integer primary key,
  detector integer not null,
  live_identity text,
  document text not null,
  identity text not null,
  state text not null,
  comments text
) strict;
create unique index finding_live_identity on finding_document (detector, live_identity) where live_identity is not null;

create table attribute_path (
  number integer primary key autoincrement,
  path text not null unique
) strict;

create table finding_text (
  detector integer not null,
  path integer not null,
  value text not null,
  finding integer not null,
  primary key (detector, path, value, finding)
) strict, without rowid;

create table finding_number (
  detector integer not null,
  path integer not null,
  value real not null,
  finding integer not null,
  primary key (detector, path, value, finding)
) strict, without rowid;

create table finding_count_by_severity (
  detector integer not null,
  severity text not null,
  findings integer not null,
  primary key (detector, severity)
) strict, without rowid;
`,
}
