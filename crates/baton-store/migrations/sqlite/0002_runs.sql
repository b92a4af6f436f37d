create trigger run_is_never_changed before update on run begin select raise(abort, 'append only'); end;
create trigger run_is_never_removed before delete on run begin select raise(abort, 'append only'); end;
create trigger run_step_is_never_changed before update on run_step begin select raise(abort, 'append only'); end;
create trigger run_step_is_never_removed before delete on run_step begin select raise(abort, 'append only'); end;
create trigger ruling_is_never_changed before update on ruling begin select raise(abort, 'append only'); end;
create trigger ruling_is_never_removed before delete on ruling begin select raise(abort, 'append only'); end;
