CREATE TABLE `access_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`viewer_id` integer NOT NULL,
	`topic` text NOT NULL,
	`viewed_at` text NOT NULL,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`viewer_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "access_log_topic" CHECK("access_log"."topic" in ('plan', 'money', 'visits', 'requests'))
);
--> statement-breakpoint
CREATE INDEX `access_log_participant` ON `access_log` (`participant_id`,`viewed_at`);--> statement-breakpoint
CREATE TABLE `circle_link` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "circle_link_kind" CHECK("circle_link"."kind" in ('family', 'parent', 'guardian', 'support_person', 'social_worker')),
	CONSTRAINT "circle_link_from" CHECK("circle_link"."from_on" is null or date("circle_link"."from_on") is "circle_link"."from_on"),
	CONSTRAINT "circle_link_to" CHECK("circle_link"."to_on" is null or (date("circle_link"."to_on") is "circle_link"."to_on" and "circle_link"."to_on" >= "circle_link"."from_on")),
	CONSTRAINT "circle_link_not_self" CHECK("circle_link"."participant_id" <> "circle_link"."person_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `circle_link_once` ON `circle_link` (`participant_id`,`person_id`,`kind`);--> statement-breakpoint
CREATE INDEX `circle_link_person` ON `circle_link` (`person_id`);--> statement-breakpoint
CREATE TABLE `consent` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`topic` text NOT NULL,
	`granted_at` text NOT NULL,
	`until_on` text,
	`revoked_at` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "consent_topic" CHECK("consent"."topic" in ('plan', 'money', 'visits', 'requests')),
	CONSTRAINT "consent_until" CHECK("consent"."until_on" is null or date("consent"."until_on") is "consent"."until_on"),
	CONSTRAINT "consent_not_self" CHECK("consent"."participant_id" <> "consent"."person_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_one_active` ON `consent` (`participant_id`,`person_id`,`topic`) WHERE "consent"."revoked_at" is null;--> statement-breakpoint
CREATE TABLE `credential` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text,
	`last_used_at` text,
	`revoked_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "credential_kind" CHECK("credential"."kind" in ('card', 'code', 'password', 'invite')),
	CONSTRAINT "credential_expires" CHECK("credential"."kind" = 'password' or "credential"."expires_at" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credential_secret_hash_unique` ON `credential` (`secret_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `credential_one_active` ON `credential` (`person_id`,`kind`) WHERE "credential"."revoked_at" is null;--> statement-breakpoint
CREATE TABLE `goal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "goal_text_filled" CHECK(length(trim(coalesce("goal"."text", ''))) > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `goal_position` ON `goal` (`plan_id`,`position`);--> statement-breakpoint
CREATE TABLE `guardian_area` (
	`link_id` integer NOT NULL,
	`area` text NOT NULL,
	PRIMARY KEY(`link_id`, `area`),
	FOREIGN KEY (`link_id`) REFERENCES `circle_link`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "guardian_area_area" CHECK("guardian_area"."area" in ('finances', 'health', 'daily_life', 'rights', 'care'))
);
--> statement-breakpoint
CREATE TABLE `help_request` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`helper_id` integer NOT NULL,
	`request_id` integer,
	`status` text NOT NULL,
	`asked_at` text NOT NULL,
	`explanation` text,
	`explained_at` text,
	`closed_at` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`helper_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "help_request_status" CHECK("help_request"."status" in ('waiting', 'explained', 'closed')),
	CONSTRAINT "help_request_explained" CHECK("help_request"."status" <> 'explained' or (length(trim(coalesce("help_request"."explanation", ''))) > 0 and "help_request"."explained_at" is not null)),
	CONSTRAINT "help_request_not_self" CHECK("help_request"."participant_id" <> "help_request"."helper_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `help_request_one_per_request` ON `help_request` (`request_id`,`helper_id`) WHERE "help_request"."request_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `help_request_one_call` ON `help_request` (`participant_id`,`helper_id`) WHERE "help_request"."request_id" is null and "help_request"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX `help_request_helper` ON `help_request` (`helper_id`,`status`);--> statement-breakpoint
CREATE TABLE `ledger_entry` (
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
	CONSTRAINT "ledger_entry_kind" CHECK("ledger_entry"."kind" in ('allocate', 'assign', 'book', 'use', 'cancel', 'correct', 'extend')),
	CONSTRAINT "ledger_entry_service" CHECK("ledger_entry"."plan_service_id" is not null or ("ledger_entry"."assigned_cents" = 0 and "ledger_entry"."booked_cents" = 0 and "ledger_entry"."used_cents" = 0)),
	CONSTRAINT "ledger_entry_allocate" CHECK("ledger_entry"."kind" not in ('allocate', 'extend') or ("ledger_entry"."allocated_cents" > 0 and "ledger_entry"."plan_service_id" is null)),
	CONSTRAINT "ledger_entry_allocated" CHECK("ledger_entry"."allocated_cents" = 0 or "ledger_entry"."kind" in ('allocate', 'extend', 'correct')),
	CONSTRAINT "ledger_entry_assign" CHECK("ledger_entry"."kind" <> 'assign' or ("ledger_entry"."assigned_units" > 0 and "ledger_entry"."booked_cents" = 0 and "ledger_entry"."used_cents" = 0)),
	CONSTRAINT "ledger_entry_book" CHECK("ledger_entry"."kind" <> 'book' or ("ledger_entry"."visit_id" is not null and "ledger_entry"."booked_cents" > 0 and "ledger_entry"."used_cents" = 0 and "ledger_entry"."assigned_cents" = 0)),
	CONSTRAINT "ledger_entry_use" CHECK("ledger_entry"."kind" <> 'use' or ("ledger_entry"."visit_id" is not null and "ledger_entry"."used_cents" > 0 and "ledger_entry"."booked_cents" = -"ledger_entry"."used_cents" and "ledger_entry"."booked_units" = -"ledger_entry"."used_units" and "ledger_entry"."assigned_cents" = 0)),
	CONSTRAINT "ledger_entry_cancel" CHECK("ledger_entry"."kind" <> 'cancel' or ("ledger_entry"."visit_id" is not null and "ledger_entry"."booked_cents" < 0 and "ledger_entry"."used_cents" = 0 and "ledger_entry"."assigned_cents" = 0)),
	CONSTRAINT "ledger_entry_correct" CHECK("ledger_entry"."kind" <> 'correct' or length(trim(coalesce("ledger_entry"."reason", ''))) > 0)
);
--> statement-breakpoint
CREATE INDEX `ledger_entry_sums` ON `ledger_entry` (`plan_id`,`plan_service_id`,`allocated_cents`,`assigned_cents`,`booked_cents`,`used_cents`,`assigned_units`,`booked_units`,`used_units`);--> statement-breakpoint
CREATE INDEX `ledger_entry_visit` ON `ledger_entry` (`visit_id`);--> statement-breakpoint
CREATE TABLE `login_session` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`credential_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`credential_id`) REFERENCES `credential`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `login_session_person` ON `login_session` (`person_id`);--> statement-breakpoint
CREATE INDEX `login_session_credential` ON `login_session` (`credential_id`);--> statement-breakpoint
CREATE TABLE `municipality` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	CONSTRAINT "municipality_code_filled" CHECK(length(trim(coalesce("municipality"."code", ''))) > 0),
	CONSTRAINT "municipality_name_filled" CHECK(length(trim(coalesce("municipality"."name", ''))) > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `municipality_code_unique` ON `municipality` (`code`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`municipality_id` integer NOT NULL,
	`number` text NOT NULL,
	`role` text NOT NULL,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`vocative` text,
	`gender` text NOT NULL,
	`born_on` text,
	`phone` text,
	`email` text,
	`organisation` text,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "person_role" CHECK("person"."role" in ('participant', 'family', 'parent', 'guardian', 'support_person', 'social_worker', 'provider')),
	CONSTRAINT "person_gender" CHECK("person"."gender" in ('female', 'male')),
	CONSTRAINT "person_born_on" CHECK("person"."born_on" is null or date("person"."born_on") is "person"."born_on"),
	CONSTRAINT "person_email_lower" CHECK("person"."email" is null or "person"."email" = lower("person"."email")),
	CONSTRAINT "person_participant_is_whole" CHECK("person"."role" <> 'participant' or ("person"."vocative" is not null and "person"."born_on" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_number` ON `person` (`municipality_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `person_email` ON `person` (`email`);--> statement-breakpoint
CREATE TABLE `plan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`number` text NOT NULL,
	`version` integer NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`dream` text NOT NULL,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "plan_days" CHECK(date("plan"."from_on") is "plan"."from_on" and date("plan"."to_on") is "plan"."to_on" and "plan"."to_on" >= "plan"."from_on"),
	CONSTRAINT "plan_version_counts" CHECK("plan"."version" >= 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_version` ON `plan` (`participant_id`,`number`,`version`);--> statement-breakpoint
CREATE TABLE `plan_service` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`service_id` integer NOT NULL,
	`provider_id` integer NOT NULL,
	`price_cents` integer NOT NULL,
	`audience` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`service_id`) REFERENCES `service`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`provider_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "plan_service_price" CHECK("plan_service"."price_cents" > 0),
	CONSTRAINT "plan_service_audience" CHECK("plan_service"."audience" in ('participant', 'family'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_service_once` ON `plan_service` (`plan_id`,`service_id`);--> statement-breakpoint
CREATE TABLE `request` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`form_key` text NOT NULL,
	`status` text NOT NULL,
	`kind` text,
	`visit_id` integer,
	`answers` text DEFAULT '{}' NOT NULL,
	`as_asked` text,
	`started_at` text NOT NULL,
	`started_by` integer NOT NULL,
	`sent_at` text,
	`promised_on` text,
	`answer` text,
	`answer_text` text,
	`answered_at` text,
	`answered_by` integer,
	`withdrawn_at` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`started_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`answered_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "request_status" CHECK("request"."status" in ('draft', 'sent', 'read', 'talking', 'answered', 'withdrawn')),
	CONSTRAINT "request_kind" CHECK("request"."kind" is null or "request"."kind" in ('another_time', 'cannot_come')),
	CONSTRAINT "request_answers_json" CHECK(json_valid("request"."answers")),
	CONSTRAINT "request_sent_is_whole" CHECK("request"."status" in ('draft', 'withdrawn') or ("request"."sent_at" is not null and "request"."promised_on" is not null and "request"."kind" is not null and "request"."visit_id" is not null and coalesce(json_valid("request"."as_asked"), 0))),
	CONSTRAINT "request_answered_is_whole" CHECK(("request"."status" = 'answered') = ("request"."answer" is not null and "request"."answered_at" is not null and "request"."answered_by" is not null)),
	CONSTRAINT "request_no_has_reason" CHECK("request"."answer" is not 'no' or length(trim(coalesce("request"."answer_text", ''))) > 0),
	CONSTRAINT "request_withdrawn_at" CHECK(("request"."status" = 'withdrawn') = ("request"."withdrawn_at" is not null)),
	CONSTRAINT "request_promised_on" CHECK("request"."promised_on" is null or date("request"."promised_on") is "request"."promised_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_form_key_unique` ON `request` (`form_key`);--> statement-breakpoint
CREATE INDEX `request_participant` ON `request` (`participant_id`,`status`);--> statement-breakpoint
CREATE INDEX `request_promised` ON `request` (`promised_on`) WHERE "request"."status" in ('sent', 'read', 'talking');--> statement-breakpoint
CREATE UNIQUE INDEX `request_one_open_per_visit` ON `request` (`visit_id`) WHERE "request"."status" in ('sent', 'read', 'talking');--> statement-breakpoint
CREATE TABLE `request_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`by_person_id` integer NOT NULL,
	`note` text,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "request_event_kind" CHECK("request_event"."kind" in ('started', 'asked_help', 'explained', 'sent', 'read', 'talking', 'answered', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX `request_event_request` ON `request_event` (`request_id`);--> statement-breakpoint
CREATE TABLE `service` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`municipality_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`easy_name` text NOT NULL,
	`explanation` text NOT NULL,
	`unit` text NOT NULL,
	`price_cents` integer NOT NULL,
	`audience` text NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "service_unit" CHECK("service"."unit" in ('hour', 'time', 'day', 'ride')),
	CONSTRAINT "service_audience" CHECK("service"."audience" in ('participant', 'family')),
	CONSTRAINT "service_price" CHECK("service"."price_cents" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_code` ON `service` (`municipality_id`,`code`);--> statement-breakpoint
CREATE TABLE `sign_in_limit` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer DEFAULT 0 NOT NULL,
	`expire` integer
);
--> statement-breakpoint
CREATE TABLE `step` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`goal_id` integer NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`done_on` text,
	FOREIGN KEY (`goal_id`) REFERENCES `goal`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "step_text_filled" CHECK(length(trim(coalesce("step"."text", ''))) > 0),
	CONSTRAINT "step_done_on" CHECK("step"."done_on" is null or date("step"."done_on") is "step"."done_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `step_position` ON `step` (`goal_id`,`position`);--> statement-breakpoint
CREATE TABLE `supported_decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` integer NOT NULL,
	`decided_by` integer NOT NULL,
	`help_mode` text NOT NULL,
	`helper_id` integer,
	`explanation` text,
	`decided_at` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`helper_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "supported_decision_mode" CHECK("supported_decision"."help_mode" in ('alone', 'beside', 'look_first')),
	CONSTRAINT "supported_decision_helper" CHECK(("supported_decision"."help_mode" = 'alone') = ("supported_decision"."helper_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `supported_decision_request_id_unique` ON `supported_decision` (`request_id`);--> statement-breakpoint
CREATE TABLE `visit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_service_id` integer NOT NULL,
	`number` text NOT NULL,
	`provider_id` integer NOT NULL,
	`held_on` text NOT NULL,
	`start_time` text NOT NULL,
	`end_time` text NOT NULL,
	`place` text NOT NULL,
	`address` text,
	`video_url` text,
	`units` integer NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`moved_from_on` text,
	`moved_from_start` text,
	`moved_from_end` text,
	FOREIGN KEY (`plan_service_id`) REFERENCES `plan_service`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`provider_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "visit_held_on" CHECK("visit"."held_on" is null or date("visit"."held_on") is "visit"."held_on"),
	CONSTRAINT "visit_times" CHECK(strftime('%H:%M', "visit"."start_time") is "visit"."start_time" and strftime('%H:%M', "visit"."end_time") is "visit"."end_time" and "visit"."end_time" > "visit"."start_time"),
	CONSTRAINT "visit_units" CHECK("visit"."units" > 0),
	CONSTRAINT "visit_status" CHECK("visit"."status" in ('planned', 'happened', 'cancelled', 'did_not_happen')),
	CONSTRAINT "visit_video" CHECK("visit"."video_url" is null or "visit"."video_url" like 'https://%'),
	CONSTRAINT "visit_moved_whole" CHECK(("visit"."moved_from_on" is null) = ("visit"."moved_from_start" is null) and ("visit"."moved_from_on" is null) = ("visit"."moved_from_end" is null)),
	CONSTRAINT "visit_moved_day" CHECK("visit"."moved_from_on" is null or date("visit"."moved_from_on") is "visit"."moved_from_on"),
	CONSTRAINT "visit_moved_start" CHECK("visit"."moved_from_start" is null or strftime('%H:%M', "visit"."moved_from_start") is "visit"."moved_from_start"),
	CONSTRAINT "visit_moved_end" CHECK("visit"."moved_from_end" is null or strftime('%H:%M', "visit"."moved_from_end") is "visit"."moved_from_end")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visit_number` ON `visit` (`plan_service_id`,`number`);--> statement-breakpoint
CREATE INDEX `visit_day` ON `visit` (`plan_service_id`,`held_on`);--> statement-breakpoint
CREATE INDEX `visit_provider_day` ON `visit` (`provider_id`,`held_on`);