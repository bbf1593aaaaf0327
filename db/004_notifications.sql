-- Notifications: one outbox for everything that leaves the house. One row per effect, with one stable key.

CREATE TABLE outbox (
  id BIGINT NOT NULL,
  effect_key NVARCHAR(120) NOT NULL,
  channel NVARCHAR(10) NOT NULL,
  person_id BIGINT NULL,
  recipient NVARCHAR(254) NOT NULL,
  language NVARCHAR(5) NOT NULL,
  template NVARCHAR(60) NOT NULL,
  arguments NVARCHAR(MAX) NOT NULL,
  created_at DATETIME2(3) NOT NULL,
  next_attempt_at DATETIME2(3) NOT NULL,
  attempts INT NOT NULL,
  claimed_until DATETIME2(3) NULL,
  sent_at DATETIME2(3) NULL,
  given_up_at DATETIME2(3) NULL,
  last_error NVARCHAR(400) NULL,
  CONSTRAINT pk_outbox PRIMARY KEY (id),
  CONSTRAINT uq_outbox_key UNIQUE (effect_key),
  CONSTRAINT ck_outbox_channel CHECK (channel IN ('Mail', 'Sms'))
);
-- the queue: what is due and not yet sent
CREATE INDEX ix_outbox_due ON outbox (next_attempt_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
-- the administrator's page: newest first by primary key, and what was given up
CREATE INDEX ix_outbox_given_up ON outbox (id) WHERE given_up_at IS NOT NULL;

-- What a person does not want to be told by mail. No row: wanted.
CREATE TABLE notification_choices (
  person_id BIGINT NOT NULL,
  notice_group NVARCHAR(20) NOT NULL,
  muted_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_notification_choices PRIMARY KEY (person_id, notice_group),
  CONSTRAINT fk_notification_choices_person FOREIGN KEY (person_id) REFERENCES people (id)
);
