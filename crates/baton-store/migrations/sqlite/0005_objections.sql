create trigger objection_is_never_changed before update on objection begin select raise(abort, 'append only'); end;
create trigger objection_is_never_removed before delete on objection begin select raise(abort, 'append only'); end;
create trigger objection_decision_is_never_changed before update on objection_decision begin select raise(abort, 'append only'); end;
create trigger objection_decision_is_never_removed before delete on objection_decision begin select raise(abort, 'append only'); end;
create trigger attachment_is_never_changed before update on attachment begin select raise(abort, 'append only'); end;
create trigger attachment_is_never_removed before delete on attachment begin select raise(abort, 'append only'); end;
create trigger run_audience_is_never_changed before update on run_audience begin select raise(abort, 'append only'); end;
create trigger run_audience_is_never_removed before delete on run_audience begin select raise(abort, 'append only'); end;
