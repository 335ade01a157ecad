-- What a CHECK cannot say: these records are only ever added to, and money is never promised twice.
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER request_event_no_update BEFORE UPDATE ON request_event
BEGIN SELECT RAISE(ABORT, 'request_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER request_event_no_delete BEFORE DELETE ON request_event
BEGIN SELECT RAISE(ABORT, 'request_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER supported_decision_no_update BEFORE UPDATE ON supported_decision
BEGIN SELECT RAISE(ABORT, 'supported_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER supported_decision_no_delete BEFORE DELETE ON supported_decision
BEGIN SELECT RAISE(ABORT, 'supported_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_entry_belongs BEFORE INSERT ON ledger_entry
BEGIN
  SELECT RAISE(ABORT, 'ledger_entry service is not in the plan')
    WHERE NEW.plan_service_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM plan_service WHERE id = NEW.plan_service_id AND plan_id = NEW.plan_id);
  SELECT RAISE(ABORT, 'ledger_entry visit is not of the service')
    WHERE NEW.visit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit_id AND plan_service_id IS NEW.plan_service_id);
END;
--> statement-breakpoint
CREATE TRIGGER ledger_entry_never_overspent AFTER INSERT ON ledger_entry
BEGIN
  SELECT CASE WHEN sum(allocated_cents - booked_cents - used_cents) < 0
                OR sum(allocated_cents - assigned_cents) < 0
    THEN RAISE(ABORT, 'ledger_entry takes what is left below zero') END
    FROM ledger_entry WHERE plan_id = NEW.plan_id;
  SELECT CASE WHEN sum(assigned_cents - booked_cents - used_cents) < 0
                OR sum(assigned_units - booked_units - used_units) < 0
                OR min(sum(booked_cents), sum(used_cents), sum(booked_units), sum(used_units)) < 0
    THEN RAISE(ABORT, 'ledger_entry takes a service below zero') END
    FROM ledger_entry WHERE plan_id = NEW.plan_id AND plan_service_id = NEW.plan_service_id;
END;
