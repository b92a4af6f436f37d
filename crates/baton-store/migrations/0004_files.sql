-- Files of a workspace as versioned text: saved again, never changed. A removal is a version that is marked gone.

create table workspace_file (
    path text not null,
    version bigint not null,
    content bytea not null,
    digest text not null,
    gone bigint not null,
    note text not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    primary key (path, version)
);
