create trigger workspace_file_is_never_changed before update on workspace_file for each statement execute procedure append_only();
create trigger workspace_file_is_never_removed before delete or truncate on workspace_file for each statement execute procedure append_only();
