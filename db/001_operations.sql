-- Operations: settings of this portal, number series, the audit trail, uploaded files.

CREATE TABLE settings (
  name NVARCHAR(60) NOT NULL,
  value NVARCHAR(400) NOT NULL,
  CONSTRAINT pk_settings PRIMARY KEY (name)
);

-- Numbers that people see. One row per series and period; taken by one guarded UPDATE.
CREATE TABLE number_series (
  name NVARCHAR(40) NOT NULL,
  period NVARCHAR(10) NOT NULL,
  last_number BIGINT NOT NULL,
  CONSTRAINT pk_number_series PRIMARY KEY (name, period)
);

CREATE TABLE audit_entries (
  id BIGINT NOT NULL,
  at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  organization_id BIGINT NULL,
  action NVARCHAR(60) NOT NULL,
  subject_kind NVARCHAR(40) NOT NULL,
  subject_id BIGINT NOT NULL,
  subject_label NVARCHAR(200) NOT NULL,
  before_value NVARCHAR(MAX) NULL,
  after_value NVARCHAR(MAX) NULL,
  CONSTRAINT pk_audit_entries PRIMARY KEY (id)
);
-- the audit page: newest first (by primary key), or everything about one subject
CREATE INDEX ix_audit_subject ON audit_entries (subject_kind, subject_id, id);

-- What was uploaded. The bytes lie in the folder Portal:Files under their SHA-256, never in the web root.
CREATE TABLE stored_files (
  id BIGINT NOT NULL,
  name NVARCHAR(200) NOT NULL,
  content_type NVARCHAR(100) NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 NVARCHAR(64) NOT NULL,
  uploaded_by BIGINT NULL,
  uploaded_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_stored_files PRIMARY KEY (id),
  CONSTRAINT ck_stored_files_size CHECK (size_bytes > 0)
);
