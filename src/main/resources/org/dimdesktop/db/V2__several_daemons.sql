-- Which daemon runs a build, until when it is believed to live, and whether another one was asked to stop it.
alter table build add column owner varchar(26);
alter table build add column lease_until bigint;
alter table build add column cancel_requested integer not null default 0;

-- 1: out of sight for good, while its log is being deleted.
alter table build add column removed integer not null default 0;
create index build_removed on build (id) where removed = 1;

-- On an engine, builds of one tag share it: the one would push the other's image.
create unique index build_running_once on build (image, tag) where status = 'running';

create table setting (
  name  varchar(64) primary key,
  value text not null
);
