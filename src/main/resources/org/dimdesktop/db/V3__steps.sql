-- A build's steps as its trace tells them; times are milliseconds since 1970 UTC.
create table build_step (
  build_id        varchar(26) not null references build (id) on delete cascade,
  number          integer not null,
  name            text not null,
  started_at      bigint,
  finished_at     bigint,
  cached          integer not null,
  error           text,
  dockerfile_line integer,
  dockerfile_text text,
  primary key (build_id, number)
) ${clustered};
