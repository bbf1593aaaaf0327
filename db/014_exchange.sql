-- Exchange: what was imported, and when.

CREATE TABLE imports (
  id BIGINT NOT NULL,
  at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  name NVARCHAR(200) NOT NULL,
  summary NVARCHAR(2000) NOT NULL,
  CONSTRAINT pk_imports PRIMARY KEY (id)
);

-- Files that were uploaded and looked at, and wait to be imported: one archive each, so that any web node can go on with it. Gone once imported or discarded.
CREATE TABLE import_uploads (
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  uploaded_at DATETIME2(3) NOT NULL,
  name NVARCHAR(200) NOT NULL,
  content VARBINARY(MAX) NOT NULL,
  preview NVARCHAR(MAX) NOT NULL,
  -- set while it is being imported, so that a second click does nothing
  running_until DATETIME2(3) NULL,
  CONSTRAINT pk_import_uploads PRIMARY KEY (id),
  CONSTRAINT fk_import_uploads_person FOREIGN KEY (person_id) REFERENCES people (id)
);
