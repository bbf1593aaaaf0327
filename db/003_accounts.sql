-- Accounts: people who sign in, and the roles they hold within an organization.

CREATE TABLE people (
  id BIGINT NOT NULL,
  email NVARCHAR(254) NOT NULL,
  normalized_email NVARCHAR(254) NOT NULL,
  name NVARCHAR(100) NOT NULL,
  phone NVARCHAR(40) NULL,
  language NVARCHAR(5) NOT NULL,
  password_hash NVARCHAR(400) NULL,
  security_stamp NVARCHAR(64) NOT NULL,
  email_confirmed BIT NOT NULL,
  failed_count INT NOT NULL,
  locked_until DATETIME2(3) NULL,
  suspended_at DATETIME2(3) NULL,
  created_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_people PRIMARY KEY (id),
  CONSTRAINT uq_people_email UNIQUE (normalized_email)
);

CREATE TABLE memberships (
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  role NVARCHAR(20) NOT NULL,
  since DATETIME2(3) NOT NULL,
  ended_at DATETIME2(3) NULL,
  CONSTRAINT pk_memberships PRIMARY KEY (id),
  CONSTRAINT fk_memberships_person FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT fk_memberships_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_memberships_role CHECK (role IN ('Buyer', 'Producer', 'Seller', 'Reviewer', 'Operator', 'Administrator'))
);
-- one current membership per person, organization and role; also serves the look-up at every request
CREATE UNIQUE INDEX uq_memberships_current ON memberships (person_id, organization_id, role) WHERE ended_at IS NULL;
-- who works here: recipients of notices to an organization
CREATE INDEX ix_memberships_organization ON memberships (organization_id, role);

-- Keys that protect cookies and links, shared by all web nodes.
CREATE TABLE data_protection_keys (
  id BIGINT NOT NULL,
  friendly_name NVARCHAR(200) NOT NULL,
  xml NVARCHAR(MAX) NOT NULL,
  CONSTRAINT pk_data_protection_keys PRIMARY KEY (id)
);

-- The second factor of a person: codes that an app computes from a secret and the time. The secret is protected by the keys above.
CREATE TABLE second_factors (
  person_id BIGINT NOT NULL,
  secret NVARCHAR(600) NOT NULL,
  created_at DATETIME2(3) NOT NULL,
  -- when the first right code was given; until then it is not in use
  confirmed_at DATETIME2(3) NULL,
  -- the step of time of the last code that was taken: none is taken twice, and none before it
  last_step BIGINT NOT NULL,
  failures INT NOT NULL,
  locked_until DATETIME2(3) NULL,
  CONSTRAINT pk_second_factors PRIMARY KEY (person_id),
  CONSTRAINT fk_second_factors_person FOREIGN KEY (person_id) REFERENCES people (id)
);

-- Codes for whoever has lost the device, each for once; only their hashes are kept.
CREATE TABLE recovery_codes (
  person_id BIGINT NOT NULL,
  hash NVARCHAR(64) NOT NULL,
  used_at DATETIME2(3) NULL,
  CONSTRAINT pk_recovery_codes PRIMARY KEY (person_id, hash),
  CONSTRAINT fk_recovery_codes_person FOREIGN KEY (person_id) REFERENCES second_factors (person_id)
);

-- What somebody typed into a form and has not sent: saved while they typed, or kept when their session had ended.
CREATE TABLE form_drafts (
  person_id BIGINT NOT NULL,
  -- the membership in which they typed it; 0 for somebody without one
  membership_id BIGINT NOT NULL,
  page NVARCHAR(300) NOT NULL,
  content NVARCHAR(MAX) NOT NULL,
  saved_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_form_drafts PRIMARY KEY (person_id, membership_id, page),
  CONSTRAINT fk_form_drafts_person FOREIGN KEY (person_id) REFERENCES people (id)
);
-- the job that deletes old ones
CREATE INDEX ix_form_drafts_saved ON form_drafts (saved_at);

-- What a person has hidden of a list, and how many rows it shows them at once.
CREATE TABLE list_settings (
  person_id BIGINT NOT NULL,
  list NVARCHAR(60) NOT NULL,
  -- keys of columns, with commas between
  hidden NVARCHAR(400) NOT NULL,
  size INT NOT NULL,
  CONSTRAINT pk_list_settings PRIMARY KEY (person_id, list),
  CONSTRAINT fk_list_settings_person FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT ck_list_settings_size CHECK (size IN (20, 50, 100))
);

-- Filters of a list that a person has given a name; only they see them.
CREATE TABLE saved_views (
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  list NVARCHAR(60) NOT NULL,
  name NVARCHAR(40) NOT NULL,
  query NVARCHAR(1000) NOT NULL,
  CONSTRAINT pk_saved_views PRIMARY KEY (id),
  CONSTRAINT fk_saved_views_person FOREIGN KEY (person_id) REFERENCES people (id),
  -- also serves the look-up at every list
  CONSTRAINT uq_saved_views_name UNIQUE (person_id, list, name)
);
