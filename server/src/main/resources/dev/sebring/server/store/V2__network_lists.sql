-- JSON arrays of texts.
ALTER TABLE sandbox ADD COLUMN network_allow_list TEXT NOT NULL DEFAULT '[]';
ALTER TABLE sandbox ADD COLUMN domain_allow_list TEXT NOT NULL DEFAULT '[]';
