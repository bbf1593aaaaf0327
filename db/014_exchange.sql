-- Exchange: what was imported, and when.

CREATE TABLE imports (
  id BIGINT NOT NULL,
  at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  name NVARCHAR(200) NOT NULL,
  summary NVARCHAR(2000) NOT NULL,
  CONSTRAINT pk_imports PRIMARY KEY (id)
);
