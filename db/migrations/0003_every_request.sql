-- Tables are made anew, since SQLite cannot change a CHECK: migrations run with foreign keys off and check them after.
CREATE TABLE `plan_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`number` integer NOT NULL,
	`request_id` integer,
	`made_at` text NOT NULL,
	`made_by` integer NOT NULL,
	`why` text,
	`since_on` text NOT NULL,
	`lines` text NOT NULL,
	`before` text,
	`seen_at` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`made_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "plan_change_counts" CHECK("plan_change"."number" >= 1),
	CONSTRAINT "plan_change_lines_json" CHECK(json_valid("plan_change"."lines")),
	CONSTRAINT "plan_change_before_json" CHECK("plan_change"."before" is null or json_valid("plan_change"."before")),
	CONSTRAINT "plan_change_since" CHECK("plan_change"."since_on" is null or date("plan_change"."since_on") is "plan_change"."since_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_change_number` ON `plan_change` (`plan_id`,`number`);--> statement-breakpoint
CREATE INDEX `plan_change_request` ON `plan_change` (`request_id`);--> statement-breakpoint
CREATE TABLE `__new_ledger_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`plan_service_id` integer,
	`visit_id` integer,
	`request_id` integer,
	`kind` text NOT NULL,
	`allocated_cents` integer DEFAULT 0 NOT NULL,
	`assigned_cents` integer DEFAULT 0 NOT NULL,
	`booked_cents` integer DEFAULT 0 NOT NULL,
	`used_cents` integer DEFAULT 0 NOT NULL,
	`assigned_units` integer DEFAULT 0 NOT NULL,
	`booked_units` integer DEFAULT 0 NOT NULL,
	`used_units` integer DEFAULT 0 NOT NULL,
	`reason` text,
	`entered_at` text NOT NULL,
	`entered_by` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`plan_service_id`) REFERENCES `plan_service`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`entered_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "ledger_entry_kind" CHECK("__new_ledger_entry"."kind" in ('allocate', 'assign', 'release', 'book', 'use', 'cancel', 'correct', 'extend')),
	CONSTRAINT "ledger_entry_service" CHECK("__new_ledger_entry"."plan_service_id" is not null or ("__new_ledger_entry"."assigned_cents" = 0 and "__new_ledger_entry"."booked_cents" = 0 and "__new_ledger_entry"."used_cents" = 0)),
	CONSTRAINT "ledger_entry_allocate" CHECK("__new_ledger_entry"."kind" not in ('allocate', 'extend') or ("__new_ledger_entry"."allocated_cents" > 0 and "__new_ledger_entry"."plan_service_id" is null)),
	CONSTRAINT "ledger_entry_allocated" CHECK("__new_ledger_entry"."allocated_cents" = 0 or "__new_ledger_entry"."kind" in ('allocate', 'extend', 'correct')),
	CONSTRAINT "ledger_entry_assign" CHECK("__new_ledger_entry"."kind" <> 'assign' or ("__new_ledger_entry"."assigned_units" > 0 and "__new_ledger_entry"."booked_cents" = 0 and "__new_ledger_entry"."used_cents" = 0)),
	CONSTRAINT "ledger_entry_release" CHECK("__new_ledger_entry"."kind" <> 'release' or ("__new_ledger_entry"."assigned_units" < 0 and "__new_ledger_entry"."assigned_cents" < 0 and "__new_ledger_entry"."booked_cents" = 0 and "__new_ledger_entry"."used_cents" = 0)),
	CONSTRAINT "ledger_entry_book" CHECK("__new_ledger_entry"."kind" <> 'book' or ("__new_ledger_entry"."visit_id" is not null and "__new_ledger_entry"."booked_cents" > 0 and "__new_ledger_entry"."used_cents" = 0 and "__new_ledger_entry"."assigned_cents" = 0)),
	CONSTRAINT "ledger_entry_use" CHECK("__new_ledger_entry"."kind" <> 'use' or ("__new_ledger_entry"."visit_id" is not null and "__new_ledger_entry"."used_cents" > 0 and "__new_ledger_entry"."booked_cents" = -"__new_ledger_entry"."used_cents" and "__new_ledger_entry"."booked_units" = -"__new_ledger_entry"."used_units" and "__new_ledger_entry"."assigned_cents" = 0)),
	CONSTRAINT "ledger_entry_cancel" CHECK("__new_ledger_entry"."kind" <> 'cancel' or ("__new_ledger_entry"."visit_id" is not null and "__new_ledger_entry"."booked_cents" < 0 and "__new_ledger_entry"."used_cents" = 0 and "__new_ledger_entry"."assigned_cents" = 0)),
	CONSTRAINT "ledger_entry_correct" CHECK("__new_ledger_entry"."kind" <> 'correct' or length(trim(coalesce("__new_ledger_entry"."reason", ''))) > 0)
);
--> statement-breakpoint
INSERT INTO `__new_ledger_entry`("id", "plan_id", "plan_service_id", "visit_id", "request_id", "kind", "allocated_cents", "assigned_cents", "booked_cents", "used_cents", "assigned_units", "booked_units", "used_units", "reason", "entered_at", "entered_by") SELECT "id", "plan_id", "plan_service_id", "visit_id", "request_id", "kind", "allocated_cents", "assigned_cents", "booked_cents", "used_cents", "assigned_units", "booked_units", "used_units", "reason", "entered_at", "entered_by" FROM `ledger_entry`;--> statement-breakpoint
DROP TABLE `ledger_entry`;--> statement-breakpoint
ALTER TABLE `__new_ledger_entry` RENAME TO `ledger_entry`;--> statement-breakpoint
CREATE INDEX `ledger_entry_sums` ON `ledger_entry` (`plan_id`,`plan_service_id`,`allocated_cents`,`assigned_cents`,`booked_cents`,`used_cents`,`assigned_units`,`booked_units`,`used_units`);--> statement-breakpoint
CREATE INDEX `ledger_entry_visit` ON `ledger_entry` (`visit_id`);--> statement-breakpoint
CREATE TABLE `__new_request` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`form_key` text NOT NULL,
	`flow` text NOT NULL,
	`status` text NOT NULL,
	`kind` text,
	`visit_id` integer,
	`is_private` integer DEFAULT false NOT NULL,
	`answers` text DEFAULT '{}' NOT NULL,
	`own_words` text,
	`as_asked` text,
	`asked_language` text,
	`asked_look` text,
	`started_at` text NOT NULL,
	`started_by` integer NOT NULL,
	`sent_at` text,
	`promised_on` text,
	`answer` text,
	`answer_text` text,
	`answered_at` text,
	`answered_by` integer,
	`carried_out_at` text,
	`disagreed_at` text,
	`withdrawn_at` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`started_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`answered_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "request_flow" CHECK("__new_request"."flow" in ('visit', 'away', 'often', 'stop', 'person', 'new', 'money', 'way', 'goal', 'wrong', 'talk', 'relative')),
	CONSTRAINT "request_status" CHECK("__new_request"."status" in ('draft', 'sent', 'read', 'talking', 'agreed', 'carried_out', 'refused', 'reopened', 'withdrawn')),
	CONSTRAINT "request_kind" CHECK("__new_request"."kind" is null or "__new_request"."kind" in ('another_time', 'cannot_come', 'away', 'more_often', 'less_often', 'stop_service', 'another_person', 'something_new', 'move_money', 'another_way', 'my_plan', 'something_wrong', 'talk', 'for_family')),
	CONSTRAINT "request_is_private" CHECK("__new_request"."is_private" in (0, 1)),
	CONSTRAINT "request_private_kind" CHECK("__new_request"."is_private" = 0 or "__new_request"."flow" = 'wrong'),
	CONSTRAINT "request_answers_json" CHECK(json_valid("__new_request"."answers")),
	CONSTRAINT "request_sent_is_whole" CHECK("__new_request"."status" in ('draft', 'withdrawn') or ("__new_request"."sent_at" is not null and "__new_request"."promised_on" is not null and "__new_request"."kind" is not null and coalesce(json_valid("__new_request"."as_asked"), 0))),
	CONSTRAINT "request_about_a_visit" CHECK("__new_request"."sent_at" is null or ("__new_request"."visit_id" is not null) = ("__new_request"."kind" in ('another_time', 'cannot_come'))),
	CONSTRAINT "request_answered_is_whole" CHECK("__new_request"."status" not in ('agreed', 'carried_out', 'refused') or ("__new_request"."answer" is not null and "__new_request"."answered_at" is not null and "__new_request"."answered_by" is not null)),
	CONSTRAINT "request_agreed" CHECK("__new_request"."status" not in ('agreed', 'carried_out') or "__new_request"."answer" in ('yes', 'partly')),
	CONSTRAINT "request_refused" CHECK("__new_request"."status" <> 'refused' or "__new_request"."answer" = 'no'),
	CONSTRAINT "request_answer_has_reason" CHECK(coalesce("__new_request"."answer", 'yes') = 'yes' or length(trim(coalesce("__new_request"."answer_text", ''))) > 0),
	CONSTRAINT "request_carried_out_at" CHECK("__new_request"."status" <> 'carried_out' or "__new_request"."carried_out_at" is not null),
	CONSTRAINT "request_disagreed_at" CHECK("__new_request"."status" <> 'reopened' or "__new_request"."disagreed_at" is not null),
	CONSTRAINT "request_withdrawn_at" CHECK(("__new_request"."status" = 'withdrawn') = ("__new_request"."withdrawn_at" is not null)),
	CONSTRAINT "request_promised_on" CHECK("__new_request"."promised_on" is null or date("__new_request"."promised_on") is "__new_request"."promised_on"),
	CONSTRAINT "request_asked_look_json" CHECK("__new_request"."asked_look" is null or json_valid("__new_request"."asked_look"))
);
--> statement-breakpoint
INSERT INTO `__new_request`("id", "participant_id", "form_key", "flow", "status", "kind", "visit_id", "answers", "as_asked", "started_at", "started_by", "sent_at", "promised_on", "answer", "answer_text", "answered_at", "answered_by", "carried_out_at", "withdrawn_at") SELECT "id", "participant_id", "form_key", 'visit', case when "status" <> 'answered' then "status" when "answer" = 'yes' then 'carried_out' else 'refused' end, "kind", "visit_id", "answers", "as_asked", "started_at", "started_by", "sent_at", "promised_on", "answer", "answer_text", "answered_at", "answered_by", case when "answer" = 'yes' then "answered_at" end, "withdrawn_at" FROM `request`;--> statement-breakpoint
DROP TABLE `request`;--> statement-breakpoint
ALTER TABLE `__new_request` RENAME TO `request`;--> statement-breakpoint
CREATE UNIQUE INDEX `request_form_key_unique` ON `request` (`form_key`);--> statement-breakpoint
CREATE INDEX `request_participant` ON `request` (`participant_id`,`status`);--> statement-breakpoint
CREATE INDEX `request_promised` ON `request` (`promised_on`) WHERE "request"."status" in ('sent', 'read', 'talking', 'reopened');--> statement-breakpoint
CREATE UNIQUE INDEX `request_one_open_per_visit` ON `request` (`visit_id`) WHERE "request"."status" in ('sent', 'read', 'talking', 'agreed', 'reopened');--> statement-breakpoint
CREATE TABLE `__new_request_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`by_person_id` integer NOT NULL,
	`note` text,
	`help_mode` text,
	`helper_id` integer,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`helper_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "request_event_kind" CHECK("__new_request_event"."kind" in ('started', 'asked_help', 'explained', 'sent', 'read', 'talking', 'yes', 'partly', 'no', 'carried_out', 'disagreed', 'withdrawn')),
	CONSTRAINT "request_event_help" CHECK("__new_request_event"."help_mode" is null or "__new_request_event"."help_mode" in ('alone', 'beside', 'look_first')),
	CONSTRAINT "request_event_helper" CHECK("__new_request_event"."helper_id" is null or coalesce("__new_request_event"."help_mode", 'alone') <> 'alone')
);
--> statement-breakpoint
INSERT INTO `__new_request_event`("id", "request_id", "kind", "at", "by_person_id", "note") SELECT "id", "request_id", case when "kind" = 'answered' then (select "answer" from `request` where `request`."id" = "request_id") else "kind" end, "at", "by_person_id", "note" FROM `request_event`;--> statement-breakpoint
DROP TABLE `request_event`;--> statement-breakpoint
ALTER TABLE `__new_request_event` RENAME TO `request_event`;--> statement-breakpoint
CREATE INDEX `request_event_request` ON `request_event` (`request_id`);--> statement-breakpoint
ALTER TABLE `person` ADD `is_head` integer DEFAULT false NOT NULL;--> statement-breakpoint
-- A table that is made anew has lost its triggers.
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
--> statement-breakpoint
CREATE TRIGGER plan_change_only_seen BEFORE UPDATE ON plan_change
  WHEN NEW.id IS NOT OLD.id OR NEW.plan_id IS NOT OLD.plan_id OR NEW.number IS NOT OLD.number OR NEW.request_id IS NOT OLD.request_id
    OR NEW.made_at IS NOT OLD.made_at OR NEW.made_by IS NOT OLD.made_by OR NEW.why IS NOT OLD.why OR NEW.since_on IS NOT OLD.since_on
    OR NEW.lines IS NOT OLD.lines OR NEW.before IS NOT OLD.before OR OLD.seen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'plan_change is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER plan_change_no_delete BEFORE DELETE ON plan_change
BEGIN SELECT RAISE(ABORT, 'plan_change is append-only'); END;
