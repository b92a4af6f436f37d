-- Versions of figures lie in the order of their key. References are not checked row by row, which would slow loading down;
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
);

-- What is recorded is never changed or removed. Functions in plpgsql and triggers are all that lies outside the common SQL; where
-- plpgsql is missing, each trigger becomes a rule that refuses the same (without `truncate`). One statement a line.
create function append_only() returns trigger language plpgsql as $$ begin raise exception 'append only' using errcode = 'BA001'; end $$;
create trigger unit_is_never_changed before update on unit for each statement execute procedure append_only();
create trigger unit_is_never_removed before delete or truncate on unit for each statement execute procedure append_only();
create trigger slot_is_never_changed before update on slot for each statement execute procedure append_only();
create trigger slot_is_never_removed before delete or truncate on slot for each statement execute procedure append_only();
create trigger batch_is_never_changed before update on batch for each statement execute procedure append_only();
create trigger batch_is_never_removed before delete or truncate on batch for each statement execute procedure append_only();
create trigger batch_slot_is_never_changed before update on batch_slot for each statement execute procedure append_only();
create trigger batch_slot_is_never_removed before delete or truncate on batch_slot for each statement execute procedure append_only();
create trigger batch_mark_is_never_changed before update on batch_mark for each statement execute procedure append_only();
create trigger batch_mark_is_never_removed before delete or truncate on batch_mark for each statement execute procedure append_only();
create trigger imported_file_is_never_changed before update on imported_file for each statement execute procedure append_only();
create trigger imported_file_is_never_removed before delete or truncate on imported_file for each statement execute procedure append_only();
create trigger recording_is_never_changed before update on recording for each statement execute procedure append_only();
create trigger recording_is_never_removed before delete or truncate on recording for each statement execute procedure append_only();
create trigger observation_is_never_changed before update on observation for each statement execute procedure append_only();
create trigger observation_is_never_removed before delete or truncate on observation for each statement execute procedure append_only();
create trigger audit_is_never_changed before update on audit for each statement execute procedure append_only();
create trigger audit_is_never_removed before delete or truncate on audit for each statement execute procedure append_only();
