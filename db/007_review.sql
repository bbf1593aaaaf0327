-- Review: a case about one revision of a product, and the community that decides it.

CREATE TABLE review_cases (
  id BIGINT NOT NULL,
  case_no NVARCHAR(20) NOT NULL,
  product_id BIGINT NOT NULL,
  revision_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  status NVARCHAR(20) NOT NULL,
  -- null when the portal itself opened it
  opened_by BIGINT NULL,
  opened_at DATETIME2(3) NOT NULL,
  -- the last day for votes, in the portal's zone
  due_on DATE NOT NULL,
  quorum INT NOT NULL,
  -- one more at each resubmission: votes of an earlier round do not count
  round INT NOT NULL,
  -- the last step; written by whoever acts on the case, so that two wait for each other
  active_at DATETIME2(3) NOT NULL,
  decision NVARCHAR(20) NULL,
  decision_reason NVARCHAR(2000) NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME2(3) NULL,
  reminded_at DATETIME2(3) NULL,
  overdue_notified_at DATETIME2(3) NULL,
  escalated_at DATETIME2(3) NULL,
  CONSTRAINT pk_review_cases PRIMARY KEY (id),
  CONSTRAINT uq_review_cases_no UNIQUE (case_no),
  CONSTRAINT fk_review_cases_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_review_cases_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_review_cases_revision FOREIGN KEY (revision_id) REFERENCES product_revisions (id),
  CONSTRAINT ck_review_cases_status CHECK (status IN ('Open', 'ChangesRequested', 'Decided')),
  CONSTRAINT ck_review_cases_decision CHECK (decision IN ('Approved', 'Rejected')),
  CONSTRAINT ck_review_cases_decided CHECK ((status = 'Decided' AND decision IS NOT NULL AND decided_at IS NOT NULL) OR (status <> 'Decided' AND decision IS NULL AND decided_at IS NULL)),
  CONSTRAINT ck_review_cases_quorum CHECK (quorum >= 1),
  CONSTRAINT ck_review_cases_round CHECK (round >= 1)
);
-- one case per revision at a time
CREATE UNIQUE INDEX uq_review_cases_open ON review_cases (revision_id) WHERE status <> 'Decided';
-- reminders, escalation and closing: open cases by due date
CREATE INDEX ix_review_cases_due ON review_cases (due_on) WHERE status <> 'Decided';
-- a centre's own list, and the history of a product
CREATE INDEX ix_review_cases_centre ON review_cases (centre_id, id);
CREATE INDEX ix_review_cases_product ON review_cases (product_id, id);

CREATE TABLE review_members (
  case_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  since DATETIME2(3) NOT NULL,
  CONSTRAINT pk_review_members PRIMARY KEY (case_id, person_id),
  CONSTRAINT fk_review_members_case FOREIGN KEY (case_id) REFERENCES review_cases (id),
  CONSTRAINT fk_review_members_person FOREIGN KEY (person_id) REFERENCES people (id)
);
CREATE INDEX ix_review_members_person ON review_members (person_id, case_id);

-- The timeline. Messages, files, requests for change and everything that happened, one row each.
CREATE TABLE review_events (
  id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  kind NVARCHAR(20) NOT NULL,
  -- what the portal says about the step (a vote, a decision, a date), and what the person wrote
  detail NVARCHAR(400) NULL,
  text NVARCHAR(4000) NULL,
  file_id BIGINT NULL,
  CONSTRAINT pk_review_events PRIMARY KEY (id),
  CONSTRAINT fk_review_events_case FOREIGN KEY (case_id) REFERENCES review_cases (id),
  CONSTRAINT fk_review_events_file FOREIGN KEY (file_id) REFERENCES stored_files (id),
  CONSTRAINT ck_review_events_kind CHECK (kind IN ('Opened', 'Message', 'File', 'Scored', 'ChangeRequested', 'Resubmitted', 'Voted', 'Decided', 'Reminded', 'Overdue', 'Escalated', 'Published', 'DueDateMoved', 'MemberAdded', 'MemberRemoved'))
);
CREATE INDEX ix_review_events_case ON review_events (case_id, id);
-- who may open a file
CREATE INDEX ix_review_events_file ON review_events (file_id) WHERE file_id IS NOT NULL;

-- What the reviewers of a round had before them, as JSON. Between rounds the producer changes the revision in place; this shows what was judged, and what changed since.
CREATE TABLE review_rounds (
  case_id BIGINT NOT NULL,
  round INT NOT NULL,
  content NVARCHAR(MAX) NOT NULL,
  at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_review_rounds PRIMARY KEY (case_id, round),
  CONSTRAINT fk_review_rounds_case FOREIGN KEY (case_id) REFERENCES review_cases (id)
);
-- Its images and manuals, also those that the producer takes out later.
CREATE TABLE review_round_files (
  case_id BIGINT NOT NULL,
  round INT NOT NULL,
  file_id BIGINT NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  title NVARCHAR(200) NOT NULL,
  sort INT NOT NULL,
  CONSTRAINT pk_review_round_files PRIMARY KEY (case_id, round, file_id),
  CONSTRAINT fk_review_round_files_round FOREIGN KEY (case_id, round) REFERENCES review_rounds (case_id, round),
  CONSTRAINT fk_review_round_files_file FOREIGN KEY (file_id) REFERENCES stored_files (id)
);

CREATE TABLE review_scores (
  case_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  criterion NVARCHAR(20) NOT NULL,
  score INT NOT NULL,
  comment NVARCHAR(1000) NULL,
  at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_review_scores PRIMARY KEY (case_id, person_id, criterion),
  CONSTRAINT fk_review_scores_case FOREIGN KEY (case_id) REFERENCES review_cases (id),
  CONSTRAINT ck_review_scores_criterion CHECK (criterion IN ('Safety', 'Function', 'Documentation', 'Market', 'Price')),
  CONSTRAINT ck_review_scores_score CHECK (score BETWEEN 1 AND 5)
);

CREATE TABLE review_votes (
  case_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  vote NVARCHAR(10) NOT NULL,
  reason NVARCHAR(2000) NOT NULL,
  -- the round of the case in which it was cast
  round INT NOT NULL,
  at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_review_votes PRIMARY KEY (case_id, person_id),
  CONSTRAINT fk_review_votes_case FOREIGN KEY (case_id) REFERENCES review_cases (id),
  CONSTRAINT ck_review_votes_vote CHECK (vote IN ('Approve', 'Reject'))
);
