-- Runs with everything needed to replay them, the steps from draft to publication, and rulings.

create table run (
    id text primary key not null,
    scheme text not null,
    version text not null,
    period text not null,
    as_of text not null,
    tree_date text not null,
    semantics bigint not null,
    supersedes text references run (id),
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    scheme_digest text not null,
    input_digest text not null,
    output_digest text not null,
    scheme_text text not null,
    input bytea not null,
    output bytea not null
);
create index run_by_scheme on run (scheme, period);

-- Where a run stands is its latest step.
create table run_step (
    run text not null references run (id),
    number bigint not null,
    state text not null,
    notice_until text,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    primary key (run, number)
);

create table ruling (
    run text not null references run (id),
    number bigint not null,
    unit text not null,
    node text not null,
    effect text not null,
    points double precision,
    basis text not null,
    approver text not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    primary key (run, number)
);
