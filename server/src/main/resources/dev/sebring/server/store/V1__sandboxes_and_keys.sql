-- Times are milliseconds since 1970, durations seconds, maps JSON objects of texts.
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE sandbox (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  snapshot TEXT NOT NULL,
  username TEXT NOT NULL,
  work_dir TEXT NOT NULL,
  env TEXT NOT NULL,
  labels TEXT NOT NULL,
  is_public BOOLEAN NOT NULL,
  region TEXT NOT NULL,
  cpus DOUBLE PRECISION NOT NULL,
  memory_bytes BIGINT NOT NULL,
  disk_bytes BIGINT NOT NULL,
  processes INTEGER NOT NULL,
  network_block_all BOOLEAN NOT NULL,
  stop_after BIGINT,
  archive_after BIGINT NOT NULL,
  delete_after BIGINT,
  destroy_at BIGINT,
  state TEXT NOT NULL,
  failure TEXT,
  recoverable BOOLEAN NOT NULL,
  desired TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_activity_at BIGINT NOT NULL,
  stopped_at BIGINT
);

-- What was deleted, so that a late question can be answered with when and why.
CREATE TABLE tombstone (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  cause TEXT NOT NULL,
  destroyed_at BIGINT NOT NULL
);

CREATE TABLE api_key (
  name TEXT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  masked TEXT NOT NULL,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT,
  expires_at BIGINT
);
