-- Run once by an administrator, connected to the empty database that is to hold the telemetry. No role has a password
-- until the administrator gives it one (\password in psql asks for it and sends its hash).

CREATE ROLE vcluster_owner LOGIN;
CREATE ROLE vcluster_ingest LOGIN;
CREATE ROLE vcluster_report LOGIN;
CREATE ROLE vcluster_erase LOGIN;
CREATE ROLE vcluster_maintain LOGIN;

-- Not even a temporary table, and nothing in the schema that everybody has.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO vcluster_owner', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO vcluster_ingest, vcluster_report, vcluster_erase, vcluster_maintain',
                 current_database());
END $$;

-- A statement that hangs must not hold up the rest.
ALTER ROLE vcluster_ingest SET statement_timeout = '10s';
ALTER ROLE vcluster_report SET statement_timeout = '60s';
