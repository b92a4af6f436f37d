create trigger workspace_file_is_never_changed before update on workspace_file begin select raise(abort, 'append only'); end;
create trigger workspace_file_is_never_removed before delete on workspace_file begin select raise(abort, 'append only'); end;
