create trigger run_is_never_changed before update on run for each statement execute procedure append_only();
create trigger run_is_never_removed before delete or truncate on run for each statement execute procedure append_only();
create trigger run_step_is_never_changed before update on run_step for each statement execute procedure append_only();
create trigger run_step_is_never_removed before delete or truncate on run_step for each statement execute procedure append_only();
create trigger ruling_is_never_changed before update on ruling for each statement execute procedure append_only();
create trigger ruling_is_never_removed before delete or truncate on ruling for each statement execute procedure append_only();
