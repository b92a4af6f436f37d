create trigger account_is_never_removed before delete or truncate on account for each statement execute procedure append_only();
create trigger account_is_never_renamed before update of code on account for each statement execute procedure append_only();
create trigger access_grant_is_never_removed before delete or truncate on access_grant for each statement execute procedure append_only();
-- A grant that holds can be revoked; nothing else about it changes.
create trigger access_grant_is_only_revoked before update on access_grant for each row when (old.revoked_at is not null or new.revoked_at is null or new.id <> old.id or new.account <> old.account or new.role <> old.role or new.unit is distinct from old.unit or new.indicators is distinct from old.indicators) execute procedure append_only();
create trigger api_token_is_never_removed before delete or truncate on api_token for each statement execute procedure append_only();
create trigger api_token_is_never_widened before update of id, account, digest, capabilities, expires_at on api_token for each statement execute procedure append_only();
