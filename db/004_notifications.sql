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
