-- The tables of PostgreSQL (db/postgresql/V1__tables.sql says what they hold), for trial: without partitions, roles
-- and functions. What PostgreSQL does in functions, the program does in one transaction that holds the gate.

CREATE TABLE gate (id integer PRIMARY KEY, batch bigint NOT NULL);
INSERT INTO gate VALUES (1, 1);

CREATE TABLE event_key (
  digest uuid NOT NULL,
  item   integer NOT NULL,
  "DAY"  date NOT NULL,
  PRIMARY KEY (digest, item)
);
CREATE INDEX event_key_day ON event_key ("DAY");

CREATE TABLE erased (
  mark  uuid PRIMARY KEY,
  since timestamp(6) with time zone NOT NULL
);

CREATE TABLE cli_event (
  received    timestamp(6) with time zone NOT NULL,
  happened    timestamp(6) with time zone NOT NULL,
  claimed     bigint NOT NULL,
  batch       bigint NOT NULL,
  machine_id  varchar NOT NULL,
  user_id     varchar NOT NULL,
  instance_id varchar NOT NULL,
  version     varchar NOT NULL,
  command     varchar NOT NULL,
  options     varchar NOT NULL,
  error       varchar NOT NULL,
  os          varchar NOT NULL,
  arch        varchar NOT NULL,
  timezone    varchar NOT NULL
);

CREATE SEQUENCE syncer_upload_id;

CREATE TABLE syncer_upload (
  received        timestamp(6) with time zone NOT NULL,
  batch           bigint NOT NULL,
  id              bigint NOT NULL,
  uid             varchar NOT NULL,
  creator         varchar NOT NULL,
  creator_uid     varchar NOT NULL,
  os              varchar NOT NULL,
  arch            varchar NOT NULL,
  version         varchar NOT NULL,
  flags           varchar NOT NULL,
  controllers     varchar NOT NULL,
  service_type    varchar NOT NULL,
  virtual_version varchar NOT NULL,
  host_version    varchar NOT NULL,
  since_last      bigint NOT NULL
);

CREATE TABLE syncer_event (
  received   timestamp(6) with time zone NOT NULL,
  happened   timestamp(6) with time zone NOT NULL,
  claimed    bigint NOT NULL,
  batch      bigint NOT NULL,
  upload     bigint NOT NULL,
  uid        varchar NOT NULL,
  type       varchar NOT NULL,
  success    boolean NOT NULL,
  processing bigint NOT NULL,
  error      varchar NOT NULL,
  api_group  varchar NOT NULL,
  version    varchar NOT NULL,
  kind       varchar NOT NULL
);

CREATE TABLE instance_event (
  received        timestamp(6) with time zone NOT NULL,
  happened        timestamp(6) with time zone NOT NULL,
  claimed         bigint NOT NULL,
  batch           bigint NOT NULL,
  type            varchar NOT NULL,
  machine_id      varchar NOT NULL,
  user_id         varchar NOT NULL,
  instance_id     varchar NOT NULL,
  uid             varchar NOT NULL,
  creator         varchar NOT NULL,
  os              varchar NOT NULL,
  arch            varchar NOT NULL,
  version         varchar NOT NULL,
  distro          varchar NOT NULL,
  virtual_version varchar NOT NULL,
  host_version    varchar NOT NULL,
  helm_keys       varchar NOT NULL,
  severity        varchar NOT NULL,
  error           varchar NOT NULL,
  namespaces      bigint,
  pods            bigint,
  pods_failing    bigint
);

CREATE INDEX cli_event_batch ON cli_event (batch);
CREATE INDEX syncer_upload_batch ON syncer_upload (batch);
CREATE INDEX syncer_event_batch ON syncer_event (batch);
CREATE INDEX instance_event_batch ON instance_event (batch);
