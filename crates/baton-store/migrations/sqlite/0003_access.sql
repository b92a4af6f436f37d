create trigger account_is_never_removed before delete on account begin select raise(abort, 'append only'); end;
create trigger account_is_never_renamed before update of code on account begin select raise(abort, 'append only'); end;
create trigger access_grant_is_never_removed before delete on access_grant begin select raise(abort, 'append only'); end;
-- A grant that holds can be revoked; nothing else about it changes.
create trigger access_grant_is_only_revoked before update on access_grant
when old.revoked_at is not null or new.revoked_at is null or new.id <> old.id or new.account <> old.account
    or new.role <> old.role or new.unit is not old.unit or new.indicators is not old.indicators
begin select raise(abort, 'append only'); end;
create trigger api_token_is_never_removed before delete on api_token begin select raise(abort, 'append only'); end;
create trigger api_token_is_never_widened before update of id, account, digest, capabilities, expires_at on api_token
begin select raise(abort, 'append only'); end;
