-- Content: the pages that the administrator writes, news, terms in their versions and who has consented to them.

-- Each save is a row; the highest version of a page and language is what is shown. Without a row the text that the program brings is shown.
CREATE TABLE content_versions (
  id BIGINT NOT NULL,
  page NVARCHAR(80) NOT NULL,
  language NVARCHAR(5) NOT NULL,
  version INT NOT NULL,
  title NVARCHAR(200) NOT NULL,
  body NVARCHAR(MAX) NOT NULL,
  saved_at DATETIME2(3) NOT NULL,
  saved_by BIGINT NULL,
  CONSTRAINT pk_content_versions PRIMARY KEY (id),
  -- of two who save at once one is told so; also finds the latest of a page
  CONSTRAINT uq_content_versions UNIQUE (page, language, version),
  CONSTRAINT ck_content_versions_language CHECK (language IN ('ko', 'en')),
  CONSTRAINT ck_content_versions_version CHECK (version > 0)
);

-- Their texts are the pages news-SLUG.
CREATE TABLE news (
  id BIGINT NOT NULL,
  slug NVARCHAR(60) NOT NULL,
  -- the day from which everybody reads it; null while it is a draft
  publish_on DATE NULL,
  created_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_news PRIMARY KEY (id),
  CONSTRAINT uq_news_slug UNIQUE (slug)
);
-- what is published, newest first
CREATE INDEX ix_news_published ON news (publish_on, id) WHERE publish_on IS NOT NULL;

-- What was published stays as it is. In force is the highest version of a kind whose day has come.
CREATE TABLE terms (
  kind NVARCHAR(20) NOT NULL,
  version INT NOT NULL,
  effective_on DATE NOT NULL,
  title NVARCHAR(200) NOT NULL,
  body NVARCHAR(MAX) NOT NULL,
  title_en NVARCHAR(200) NULL,
  body_en NVARCHAR(MAX) NULL,
  published_at DATETIME2(3) NOT NULL,
  published_by BIGINT NULL,
  CONSTRAINT pk_terms PRIMARY KEY (kind, version),
  CONSTRAINT ck_terms_kind CHECK (kind IN ('Use', 'Privacy', 'Producers', 'Sellers')),
  CONSTRAINT ck_terms_version CHECK (version > 0),
  CONSTRAINT ck_terms_english CHECK ((title_en IS NULL AND body_en IS NULL) OR (title_en IS NOT NULL AND body_en IS NOT NULL))
);

-- Who agreed to which version, and when: nothing more.
CREATE TABLE consents (
  person_id BIGINT NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  version INT NOT NULL,
  at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_consents PRIMARY KEY (person_id, kind, version),
  CONSTRAINT fk_consents_person FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT fk_consents_terms FOREIGN KEY (kind, version) REFERENCES terms (kind, version)
);
-- how many have agreed to a version
CREATE INDEX ix_consents_terms ON consents (kind, version);

-- Pictures that pages show; everybody may see them.
CREATE TABLE content_images (
  file_id BIGINT NOT NULL,
  title NVARCHAR(200) NOT NULL,
  added_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_content_images PRIMARY KEY (file_id),
  CONSTRAINT fk_content_images_file FOREIGN KEY (file_id) REFERENCES stored_files (id)
);
