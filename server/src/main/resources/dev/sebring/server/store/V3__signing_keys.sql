-- The key with which URLs of a sandbox's files are signed, made when it is first asked for.
CREATE TABLE signing_key (
  sandbox_id TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
