create trigger objection_is_never_changed before update on objection for each statement execute procedure append_only();
create trigger objection_is_never_removed before delete or truncate on objection for each statement execute procedure append_only();
create trigger objection_decision_is_never_changed before update on objection_decision for each statement execute procedure append_only();
create trigger objection_decision_is_never_removed before delete or truncate on objection_decision for each statement execute procedure append_only();
create trigger attachment_is_never_changed before update on attachment for each statement execute procedure append_only();
create trigger attachment_is_never_removed before delete or truncate on attachment for each statement execute procedure append_only();
create trigger run_audience_is_never_changed before update on run_audience for each statement execute procedure append_only();
create trigger run_audience_is_never_removed before delete or truncate on run_audience for each statement execute procedure append_only();
