-- Figures with all their versions, the batches they came in, and the audit chain.
-- Every table is append-only; the triggers that say so stand beside this file, one set a database.

-- Codes of units, numbered so that figures stay small.
create table unit (
    id bigint primary key not null,
    code text not null unique
);

-- One indicator for one period, scenario and series: a column of figures.
create table slot (
    id bigint primary key not null,
    indicator text not null,
    period text not null,
    scenario text not null,
    series text not null,
    unique (indicator, period, scenario, series)
);

-- What came in together, all or nothing: an import, an entry by hand, or the withdrawal of an earlier batch.
create table batch (
    id bigint primary key not null,
    kind text not null,
    title text not null,
    reason text,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    withdraws bigint references batch (id),
    added bigint not null,
    same bigint not null,
    changed bigint not null,
    digest text not null
);

-- Where to look for the figures of a batch.
create table batch_slot (
    batch bigint not null references batch (id),
    slot bigint not null references slot (id),
    primary key (batch, slot)
);

-- What happened to a batch later: locked or withdrawn, each at most once.
create table batch_mark (
    batch bigint not null references batch (id),
    mark text not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    reason text,
    primary key (batch, mark)
);

-- Files as they were when imported.
create table imported_file (
    batch bigint not null references batch (id),
    name text not null,
    digest text not null,
    size bigint not null,
    primary key (batch, name)
);

-- How and when figures were recorded: what all figures of one sheet share.
create table recording (
    id bigint primary key not null,
    batch bigint not null references batch (id),
    of_batch bigint not null references batch (id),
    recorded_at text not null,
    recorded_by text not null,
    reason text,
    status text not null,
    origin text not null,
    origin_name text not null,
    sheet text
);

-- Each change with who, for which unit, when, what, before and after, from where; each record holds the hash of the one before.
create table audit (
    sequence bigint primary key not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    action text not null,
    subject text not null,
    unit text,
    before_digest text,
    after_digest text,
    detail text not null,
    algorithm text not null,
    previous text not null,
    hash text not null
);
create index audit_by_unit on audit (unit, sequence);
create index audit_by_subject on audit (subject, sequence);
