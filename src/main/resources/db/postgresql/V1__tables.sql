-- What arrives, by the day of its arrival. Times are the server's (received), the client's word as it was given
-- (claimed, in the unit of its kind), and the one that aggregates go by (happened: the client's if it can be true,
-- else the server's). batch is the transaction: it says what a roll-up has seen. Nothing unknown is null but ''.

-- One row for each key that was ever accepted in 45 days. A table of its own: a unique constraint on a partitioned
-- table would have to contain the day, and a retry may come on another one.
CREATE TABLE event_key (
  digest uuid NOT NULL,
  item   integer NOT NULL,
  day    date NOT NULL,
  PRIMARY KEY (digest, item)
);
CREATE INDEX event_key_day ON event_key USING brin (day) WITH (pages_per_range = 16, autosummarize = on);

-- Keyed hashes of the ids that asked to be forgotten.
CREATE TABLE erased (
  mark  uuid PRIMARY KEY,
  since timestamptz NOT NULL
);

CREATE TABLE cli_event (
  received    timestamptz NOT NULL,
  happened    timestamptz NOT NULL,
  claimed     bigint NOT NULL,           -- Unix seconds
  batch       bigint NOT NULL,
  machine_id  text NOT NULL,
  user_id     text NOT NULL,
  instance_id text NOT NULL,             -- of the platform
  version     text NOT NULL,
  command     text NOT NULL,             -- 'vcluster create *'
  options     text NOT NULL,             -- '--namespace --set'
  error       text NOT NULL,             -- a word
  os          text NOT NULL,
  arch        text NOT NULL,
  timezone    text NOT NULL
) PARTITION BY RANGE (received);

CREATE SEQUENCE syncer_upload_id;

CREATE TABLE syncer_upload (
  received        timestamptz NOT NULL,
  batch           bigint NOT NULL,
  id              bigint NOT NULL,
  uid             text NOT NULL,
  creator         text NOT NULL,
  creator_uid     text NOT NULL,         -- a machine id
  os              text NOT NULL,
  arch            text NOT NULL,
  version         text NOT NULL,
  flags           text NOT NULL,         -- 'leader-elect node-selector'
  controllers     text NOT NULL,         -- 'hoststorageclasses -pods'
  service_type    text NOT NULL,
  virtual_version text NOT NULL,
  host_version    text NOT NULL,
  since_last      bigint NOT NULL        -- milliseconds; 0 on the first
) PARTITION BY RANGE (received);

-- No foreign key to the upload: both are written by one statement and dropped with one day.
CREATE TABLE syncer_event (
  received   timestamptz NOT NULL,
  happened   timestamptz NOT NULL,
  claimed    bigint NOT NULL,            -- Unix microseconds
  batch      bigint NOT NULL,
  upload     bigint NOT NULL,
  uid        text NOT NULL,
  type       text NOT NULL,
  success    boolean NOT NULL,
  processing bigint NOT NULL,            -- milliseconds
  error      text NOT NULL,              -- a word
  api_group  text NOT NULL,
  version    text NOT NULL,
  kind       text NOT NULL
) PARTITION BY RANGE (received);

-- vcluster_start, vcluster_status and vcluster_error of v0.18 and later.
CREATE TABLE instance_event (
  received        timestamptz NOT NULL,
  happened        timestamptz NOT NULL,
  claimed         bigint NOT NULL,       -- Unix seconds
  batch           bigint NOT NULL,
  type            text NOT NULL,
  machine_id      text NOT NULL,
  user_id         text NOT NULL,
  instance_id     text NOT NULL,         -- of the platform
  uid             text NOT NULL,
  creator         text NOT NULL,
  os              text NOT NULL,
  arch            text NOT NULL,
  version         text NOT NULL,
  distro          text NOT NULL,
  virtual_version text NOT NULL,
  host_version    text NOT NULL,
  helm_keys       text NOT NULL,         -- 'sync.nodes.enabled telemetry.enabled'
  severity        text NOT NULL,
  error           text NOT NULL,         -- a word
  namespaces      bigint,
  pods            bigint,
  pods_failing    bigint
) PARTITION BY RANGE (received);

-- By these a roll-up finds what it has not seen. Batches ascend, and a batch has many rows: the index is written at its
-- end alone, and is small.
CREATE INDEX cli_event_batch ON cli_event (batch);
CREATE INDEX syncer_upload_batch ON syncer_upload (batch);
CREATE INDEX syncer_event_batch ON syncer_event (batch);
CREATE INDEX instance_event_batch ON instance_event (batch);

-- What arrives on a day that has no partition yet is not refused; it moves as soon as the day has one.
CREATE TABLE cli_event_default PARTITION OF cli_event DEFAULT;
CREATE TABLE syncer_upload_default PARTITION OF syncer_upload DEFAULT;
CREATE TABLE syncer_event_default PARTITION OF syncer_event DEFAULT;
CREATE TABLE instance_event_default PARTITION OF instance_event DEFAULT;
