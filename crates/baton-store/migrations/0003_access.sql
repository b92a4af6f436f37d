-- Who may do what: accounts, identities of other sign-in services, grants, sessions, tokens. Nothing here opens a door by itself:
-- passwords are hashed, of sessions and tokens only the digest is kept.

create table account (
    code text primary key not null,
    name text not null,
    home_unit text,
    state text not null,
    password text not null,
    must_change bigint not null,
    failures bigint not null,
    locked_until text,
    totp_secret text,
    totp_confirmed bigint not null,
    totp_step bigint,
    lang text not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null
);

-- Hashes of the last passwords, so that none is used again.
create table password_history (
    account text not null references account (code),
    number bigint not null,
    password text not null,
    recorded_at text not null,
    primary key (account, number)
);

create table account_identity (
    issuer text not null,
    subject text not null,
    account text not null references account (code),
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    primary key (issuer, subject)
);
create index account_identity_by_account on account_identity (account);

-- Account × role × unit subtree × indicators; no unit: everything, no indicators: all of them.
create table access_grant (
    id bigint primary key not null,
    account text not null references account (code),
    role text not null,
    unit text,
    indicators text,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    revoked_at text,
    revoked_by text,
    revoked_from text
);
create index access_grant_by_account on access_grant (account);

create table session (
    digest text primary key not null,
    id text not null unique,
    account text not null references account (code),
    agent text not null,
    started_at text not null,
    started_from text not null,
    seen_at text not null,
    ended_at text
);
create index session_by_account on session (account);
create index session_by_use on session (seen_at);

create table api_token (
    id text primary key not null,
    account text not null references account (code),
    name text not null,
    digest text not null unique,
    capabilities text not null,
    expires_at text not null,
    recorded_at text not null,
    recorded_by text not null,
    recorded_from text not null,
    used_at text,
    revoked_at text,
    revoked_by text,
    revoked_from text
);
create index api_token_by_account on api_token (account);
