-- Run once by an administrator, connected to the empty database that is to hold the telemetry. Roles belong to all
-- databases of a server: those that are there already keep their passwords, and get the limits below. No role has a
-- password until the administrator gives it one (\password in psql asks for it and sends its hash).

DO $$
DECLARE
  _role text;
BEGIN
  FOREACH _role IN ARRAY ARRAY['owner', 'ingest', 'report', 'erase', 'maintain'] LOOP
    IF to_regrole('vcluster_' || _role) IS NULL THEN
      EXECUTE format('CREATE ROLE %I LOGIN', 'vcluster_' || _role);
    END IF;
  END LOOP;
END $$;

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

-- A statement that hangs, a client that goes away or forgets its transaction, and one that sorts the whole disk full
-- must not hold up the rest. A server has up to four connections of each of its two roles.
ALTER ROLE vcluster_owner CONNECTION LIMIT 5;
ALTER ROLE vcluster_ingest CONNECTION LIMIT 64;
ALTER ROLE vcluster_report CONNECTION LIMIT 16;
ALTER ROLE vcluster_erase CONNECTION LIMIT 5;
ALTER ROLE vcluster_maintain CONNECTION LIMIT 64;
ALTER ROLE vcluster_ingest SET statement_timeout = '10s';
ALTER ROLE vcluster_report SET statement_timeout = '60s';
DO $$
DECLARE
  _role text;
BEGIN
  FOREACH _role IN ARRAY ARRAY['ingest', 'report', 'erase', 'maintain'] LOOP
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', 'vcluster_' || _role, '60s');
    EXECUTE format('ALTER ROLE %I SET tcp_keepalives_idle = %L', 'vcluster_' || _role, '60s');
    BEGIN
      EXECUTE format('ALTER ROLE %I SET temp_file_limit = %L', 'vcluster_' || _role, '1GB');
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE NOTICE 'only a superuser can limit the temporary files of %', _role;
    END;
  END LOOP;
END $$;

-- To end what maintenance leaves open, by which it would hold up all who store. The owner may do what it may anyway.
DO $$
BEGIN
  GRANT vcluster_maintain TO vcluster_owner;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'transactions of vcluster_maintain that hold up storing will not be ended';
END $$;

-- How old transactions are, for vcluster-backend stats.
DO $$
BEGIN
  GRANT pg_read_all_stats TO vcluster_owner;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'vcluster-backend stats will not tell how old the oldest transaction is';
END $$;
