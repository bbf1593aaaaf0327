-- Insight: how often the public pages are looked at. No person, no address, no browser: a day, a kind of page, a count.

CREATE TABLE visits (
  day DATE NOT NULL,
  page NVARCHAR(20) NOT NULL,
  views BIGINT NOT NULL,
  CONSTRAINT pk_visits PRIMARY KEY (day, page),
  CONSTRAINT ck_visits_views CHECK (views >= 0)
);
