-- Objections to cells of published runs with their decisions and attachments, and to whom a run was published.

create table objection (
    id bigint primary key not null,
    run text not null references run (id),
    unit text not null,
    node text not null,
    indicator text,
    reason text not null,
    attachment text,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null
);
create index objection_by_run on objection (run, unit);
create index objection_by_unit on objection (unit);

-- At most one decision: upheld with a ruling of the run, rejected with a reason, or withdrawn.
create table objection_decision (
    objection bigint primary key not null references objection (id),
    decision text not null,
    ruling bigint,
    reason text,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null
);

create table attachment (
    unit text not null,
    digest text not null,
    name text not null,
    size bigint not null,
    media_type text not null,
    content bytea not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    primary key (unit, digest)
);

-- Who sees all rows of a published run; the latest holds.
create table run_audience (
    run text not null references run (id),
    number bigint not null,
    audience text not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    primary key (run, number)
);
