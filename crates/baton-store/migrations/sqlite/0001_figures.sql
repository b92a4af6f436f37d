-- Versions of figures lie in the order of their key. References are not checked row by row, which would halve the speed of loading;
-- `verify` checks them.
create table observation (
    slot bigint not null,
    unit bigint not null,
    version bigint not null,
    value double precision,
    recording bigint not null,
    cell_row bigint,
    cell_column bigint,
    primary key (slot, unit, version)
) without rowid;

create trigger unit_is_never_changed before update on unit begin select raise(abort, 'append only'); end;
create trigger unit_is_never_removed before delete on unit begin select raise(abort, 'append only'); end;
create trigger slot_is_never_changed before update on slot begin select raise(abort, 'append only'); end;
create trigger slot_is_never_removed before delete on slot begin select raise(abort, 'append only'); end;
create trigger batch_is_never_changed before update on batch begin select raise(abort, 'append only'); end;
create trigger batch_is_never_removed before delete on batch begin select raise(abort, 'append only'); end;
create trigger batch_slot_is_never_changed before update on batch_slot begin select raise(abort, 'append only'); end;
create trigger batch_slot_is_never_removed before delete on batch_slot begin select raise(abort, 'append only'); end;
create trigger batch_mark_is_never_changed before update on batch_mark begin select raise(abort, 'append only'); end;
create trigger batch_mark_is_never_removed before delete on batch_mark begin select raise(abort, 'append only'); end;
create trigger imported_file_is_never_changed before update on imported_file begin select raise(abort, 'append only'); end;
create trigger imported_file_is_never_removed before delete on imported_file begin select raise(abort, 'append only'); end;
create trigger recording_is_never_changed before update on recording begin select raise(abort, 'append only'); end;
create trigger recording_is_never_removed before delete on recording begin select raise(abort, 'append only'); end;
create trigger observation_is_never_changed before update on observation begin select raise(abort, 'append only'); end;
create trigger observation_is_never_removed before delete on observation begin select raise(abort, 'append only'); end;
create trigger audit_is_never_changed before update on audit begin select raise(abort, 'append only'); end;
create trigger audit_is_never_removed before delete on audit begin select raise(abort, 'append only'); end;
