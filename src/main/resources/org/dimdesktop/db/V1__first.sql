-- Times are milliseconds since 1970 UTC, ids are ULIDs and so sort by creation.
create table build (
  id            varchar(26) primary key,
  status        varchar(16) not null,
  phase         varchar(16),
  repo          text not null,
  ref           text not null,
  commit_id     varchar(64),
  image         text not null,
  tag           varchar(128) not null,
  dockerfile    text not null,
  context       text not null,
  target        text,
  platform      text,
  build_args    text not null,
  no_cache      integer not null,
  digest        text,
  error_class   varchar(32),
  error_summary text,
  rebuild_of    varchar(26),
  requested_by  text,
  created_at    bigint not null,
  started_at    bigint,
  finished_at   bigint,
  last_seq      bigint not null default 0
);
create index build_by_status on build (status, id);

create table log_line (
  build_id varchar(26) not null references build (id) on delete cascade,
  seq      bigint not null,
  stream   varchar(6) not null,
  time     bigint not null,
  step     text,
  line     text not null,
  primary key (build_id, seq)
) ${clustered};

create table build_event (
  id       ${identity},
  build_id varchar(26) not null references build (id) on delete cascade,
  data     text not null
);
create index build_event_by_build on build_event (build_id);

create table idempotency (
  owner      varchar(64) not null,
  idem_key   varchar(128) not null,
  build_id   varchar(26) not null references build (id) on delete cascade,
  created_at bigint not null,
  primary key (owner, idem_key)
);
create index idempotency_by_build on idempotency (build_id);

create table credential (
  type       varchar(16) not null,
  host       varchar(255) not null,
  kind       varchar(16) not null,
  username   text,
  secret     text,
  updated_at bigint not null,
  primary key (type, host)
);

create table user_account (
  name          varchar(64) primary key,
  password_hash text not null,
  updated_at    bigint not null
);

create table token (
  id           varchar(26) primary key,
  session      integer not null,
  user_name    varchar(64) not null,
  name         text not null,
  scope        varchar(16) not null,
  hash         varchar(64) not null unique,
  created_at   bigint not null,
  last_used_at bigint,
  expires_at   bigint
);
