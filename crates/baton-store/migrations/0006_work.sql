-- What the server works with and may forget: jobs, answers to repeated requests, what an account wants remembered, imports that wait.

create table job (
    id text primary key not null,
    kind text not null,
    account text not null,
    state text not null,
    done bigint not null,
    total bigint,
    message text not null,
    queued_at text not null,
    started_at text,
    ended_at text,
    result text
);
create index job_by_account on job (account, queued_at);
create index job_by_time on job (queued_at);

-- No status: the request is still being worked on.
create table idempotency_key (
    account text not null,
    name text not null,
    request_digest text not null,
    status bigint,
    response bytea,
    recorded_at text not null,
    primary key (account, name)
);
create index idempotency_key_by_time on idempotency_key (recorded_at);

create table memory (
    account text not null,
    kind text not null,
    name text not null,
    content text not null,
    recorded_at text not null,
    primary key (account, kind, name)
);

create table import_draft (
    id text primary key not null,
    account text not null,
    file_name text not null,
    content bytea not null,
    options text not null,
    recorded_at text not null
);
create index import_draft_by_time on import_draft (recorded_at);
