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

-- What else everybody has: making large objects, and locks by number, by which a reader could hold up all who store.
-- (Only a superuser can take these away; for others PostgreSQL warns that nothing was revoked.)
DO $$
DECLARE
  _function regprocedure;
BEGIN
  FOR _function IN
    SELECT oid FROM pg_proc
    WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^(lo_creat|lo_from_bytea|pg_(try_)?advisory_)'
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', _function);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO vcluster_owner', _function);
  END LOOP;
END $$;

-- A statement that hangs must not hold up the rest.
ALTER ROLE vcluster_ingest SET statement_timeout = '10s';
ALTER ROLE vcluster_report SET statement_timeout = '60s';

-- Nor may a client that goes away, or forgets its transaction.
ALTER ROLE vcluster_ingest SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE vcluster_ingest SET tcp_keepalives_idle = '60s';
ALTER ROLE vcluster_report SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE vcluster_report SET tcp_keepalives_idle = '60s';
ALTER ROLE vcluster_erase SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE vcluster_erase SET tcp_keepalives_idle = '60s';
ALTER ROLE vcluster_maintain SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE vcluster_maintain SET tcp_keepalives_idle = '60s';
