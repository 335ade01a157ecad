-- `request` and `circle_link` are made anew, since SQLite cannot change a CHECK.
CREATE TABLE `circle_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`link_kind` text,
	`topic` text,
	`until_on` text,
	`at` text NOT NULL,
	`by_person_id` integer,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "circle_event_kind" CHECK("circle_event"."kind" in ('linked', 'ended', 'guardianship', 'invited', 'accepted', 'declined', 'invitation_taken_back', 'asked_to_see', 'allowed', 'not_allowed', 'taken_back')),
	CONSTRAINT "circle_event_link_kind" CHECK("circle_event"."link_kind" is null or "circle_event"."link_kind" in ('family', 'parent', 'guardian', 'support_person', 'social_worker')),
	CONSTRAINT "circle_event_topic" CHECK("circle_event"."topic" is null or "circle_event"."topic" in ('plan', 'money', 'visits', 'requests')),
	CONSTRAINT "circle_event_until" CHECK("circle_event"."until_on" is null or date("circle_event"."until_on") is "circle_event"."until_on")
);
--> statement-breakpoint
CREATE INDEX `circle_event_participant` ON `circle_event` (`participant_id`);--> statement-breakpoint
CREATE TABLE `circle_invitation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`invited_at` text NOT NULL,
	`invited_by` integer NOT NULL,
	`expires_at` text NOT NULL,
	`accepted_at` text,
	`declined_at` text,
	`revoked_at` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`invited_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "circle_invitation_kind" CHECK("circle_invitation"."kind" in ('family', 'support_person')),
	CONSTRAINT "circle_invitation_one_end" CHECK(("circle_invitation"."accepted_at" is not null) + ("circle_invitation"."declined_at" is not null) + ("circle_invitation"."revoked_at" is not null) <= 1),
	CONSTRAINT "circle_invitation_not_self" CHECK("circle_invitation"."participant_id" <> "circle_invitation"."person_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `circle_invitation_one_open` ON `circle_invitation` (`participant_id`,`person_id`,`kind`) WHERE "circle_invitation"."accepted_at" is null and "circle_invitation"."declined_at" is null and "circle_invitation"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX `circle_invitation_person` ON `circle_invitation` (`person_id`);--> statement-breakpoint
CREATE TABLE `consent_ask` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`topic` text NOT NULL,
	`asked_at` text NOT NULL,
	`is_allowed` integer,
	`answered_at` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "consent_ask_topic" CHECK("consent_ask"."topic" in ('plan', 'money', 'visits', 'requests')),
	CONSTRAINT "consent_ask_is_allowed" CHECK("consent_ask"."is_allowed" is null or "consent_ask"."is_allowed" in (0, 1)),
	CONSTRAINT "consent_ask_answered" CHECK(("consent_ask"."is_allowed" is null) = ("consent_ask"."answered_at" is null)),
	CONSTRAINT "consent_ask_not_self" CHECK("consent_ask"."participant_id" <> "consent_ask"."person_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_ask_one_open` ON `consent_ask` (`participant_id`,`person_id`,`topic`) WHERE "consent_ask"."answered_at" is null;--> statement-breakpoint
CREATE TABLE `guardian_word` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` integer NOT NULL,
	`guardian_id` integer NOT NULL,
	`word` text NOT NULL,
	`note` text,
	`at` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`guardian_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "guardian_word_word" CHECK("guardian_word"."word" in ('agree', 'disagree', 'talk')),
	CONSTRAINT "guardian_word_note" CHECK("guardian_word"."word" = 'agree' or length(trim(coalesce("guardian_word"."note", ''))) > 0)
);
--> statement-breakpoint
CREATE INDEX `guardian_word_request` ON `guardian_word` (`request_id`);--> statement-breakpoint
CREATE TABLE `help_option` (
	`help_id` integer NOT NULL,
	`position` integer NOT NULL,
	`title` text,
	`good` text NOT NULL,
	`hard` text NOT NULL,
	`cost` text NOT NULL,
	PRIMARY KEY(`help_id`, `position`),
	FOREIGN KEY (`help_id`) REFERENCES `help_request`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "help_option_position" CHECK("help_option"."position" between 1 and 4),
	CONSTRAINT "help_option_title" CHECK(("help_option"."position" = 1) = ("help_option"."title" is null)),
	CONSTRAINT "help_option_filled" CHECK(length(trim(coalesce("help_option"."good", ''))) > 0 and length(trim(coalesce("help_option"."hard", ''))) > 0 and length(trim(coalesce("help_option"."cost", ''))) > 0)
);
--> statement-breakpoint
CREATE TABLE `suggestion` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`by_person_id` integer NOT NULL,
	`form_key` text NOT NULL,
	`flow` text NOT NULL,
	`words` text NOT NULL,
	`made_at` text NOT NULL,
	`answer` text,
	`answered_at` text,
	`request_id` integer,
	`withdrawn_at` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "suggestion_flow" CHECK("suggestion"."flow" in ('visit', 'away', 'often', 'stop', 'person', 'new', 'money', 'way', 'goal', 'wrong', 'talk', 'people', 'data', 'relative')),
	CONSTRAINT "suggestion_words" CHECK(length(trim(coalesce("suggestion"."words", ''))) > 0),
	CONSTRAINT "suggestion_answer" CHECK("suggestion"."answer" is null or "suggestion"."answer" in ('want', 'do_not_want', 'talk')),
	CONSTRAINT "suggestion_answered" CHECK(("suggestion"."answer" is null) = ("suggestion"."answered_at" is null)),
	CONSTRAINT "suggestion_request" CHECK("suggestion"."request_id" is null or coalesce("suggestion"."answer", '') = 'want'),
	CONSTRAINT "suggestion_not_self" CHECK("suggestion"."participant_id" <> "suggestion"."by_person_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suggestion_form_key_unique` ON `suggestion` (`form_key`);--> statement-breakpoint
CREATE INDEX `suggestion_participant` ON `suggestion` (`participant_id`);--> statement-breakpoint
CREATE INDEX `suggestion_by` ON `suggestion` (`by_person_id`);--> statement-breakpoint
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
	CONSTRAINT "request_flow" CHECK("__new_request"."flow" in ('visit', 'away', 'often', 'stop', 'person', 'new', 'money', 'way', 'goal', 'wrong', 'talk', 'people', 'data', 'relative')),
	CONSTRAINT "request_status" CHECK("__new_request"."status" in ('draft', 'sent', 'read', 'talking', 'agreed', 'carried_out', 'refused', 'reopened', 'withdrawn')),
	CONSTRAINT "request_kind" CHECK("__new_request"."kind" is null or "__new_request"."kind" in ('another_time', 'cannot_come', 'away', 'more_often', 'less_often', 'stop_service', 'another_person', 'something_new', 'move_money', 'another_way', 'my_plan', 'something_wrong', 'talk', 'my_people', 'my_data', 'for_family')),
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
INSERT INTO `__new_request`("id", "participant_id", "form_key", "flow", "status", "kind", "visit_id", "is_private", "answers", "own_words", "as_asked", "asked_language", "asked_look", "started_at", "started_by", "sent_at", "promised_on", "answer", "answer_text", "answered_at", "answered_by", "carried_out_at", "disagreed_at", "withdrawn_at") SELECT "id", "participant_id", "form_key", "flow", "status", "kind", "visit_id", "is_private", "answers", "own_words", "as_asked", "asked_language", "asked_look", "started_at", "started_by", "sent_at", "promised_on", "answer", "answer_text", "answered_at", "answered_by", "carried_out_at", "disagreed_at", "withdrawn_at" FROM `request`;--> statement-breakpoint
DROP TABLE `request`;--> statement-breakpoint
ALTER TABLE `__new_request` RENAME TO `request`;--> statement-breakpoint
CREATE UNIQUE INDEX `request_form_key_unique` ON `request` (`form_key`);--> statement-breakpoint
CREATE INDEX `request_participant` ON `request` (`participant_id`,`status`);--> statement-breakpoint
CREATE INDEX `request_promised` ON `request` (`promised_on`) WHERE "request"."status" in ('sent', 'read', 'talking', 'reopened');--> statement-breakpoint
CREATE UNIQUE INDEX `request_one_open_per_visit` ON `request` (`visit_id`) WHERE "request"."status" in ('sent', 'read', 'talking', 'agreed', 'reopened');--> statement-breakpoint
CREATE TABLE `__new_circle_link` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`participant_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	`court_paper` text,
	`court_paper_on` text,
	FOREIGN KEY (`participant_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "circle_link_kind" CHECK("__new_circle_link"."kind" in ('family', 'parent', 'guardian', 'support_person', 'social_worker')),
	CONSTRAINT "circle_link_from" CHECK("__new_circle_link"."from_on" is null or date("__new_circle_link"."from_on") is "__new_circle_link"."from_on"),
	CONSTRAINT "circle_link_to" CHECK("__new_circle_link"."to_on" is null or (date("__new_circle_link"."to_on") is "__new_circle_link"."to_on" and "__new_circle_link"."to_on" >= "__new_circle_link"."from_on")),
	CONSTRAINT "circle_link_not_self" CHECK("__new_circle_link"."participant_id" <> "__new_circle_link"."person_id"),
	CONSTRAINT "circle_link_court_paper" CHECK("__new_circle_link"."court_paper" is null and "__new_circle_link"."court_paper_on" is null or ("__new_circle_link"."kind" = 'guardian' and length(trim(coalesce("__new_circle_link"."court_paper", ''))) > 0 and "__new_circle_link"."court_paper_on" is not null and date("__new_circle_link"."court_paper_on") is "__new_circle_link"."court_paper_on"))
);
--> statement-breakpoint
INSERT INTO `__new_circle_link`("id", "participant_id", "person_id", "kind", "from_on", "to_on") SELECT "id", "participant_id", "person_id", "kind", "from_on", "to_on" FROM `circle_link`;--> statement-breakpoint
DROP TABLE `circle_link`;--> statement-breakpoint
ALTER TABLE `__new_circle_link` RENAME TO `circle_link`;--> statement-breakpoint
CREATE UNIQUE INDEX `circle_link_once` ON `circle_link` (`participant_id`,`person_id`,`kind`);--> statement-breakpoint
CREATE INDEX `circle_link_person` ON `circle_link` (`person_id`);--> statement-breakpoint
ALTER TABLE `help_request` ADD `opinion` text;--> statement-breakpoint
ALTER TABLE `login_session` ADD `opened_at` text DEFAULT '' NOT NULL;
--> statement-breakpoint
CREATE TRIGGER circle_event_no_update BEFORE UPDATE ON circle_event
BEGIN SELECT RAISE(ABORT, 'circle_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER circle_event_no_delete BEFORE DELETE ON circle_event
BEGIN SELECT RAISE(ABORT, 'circle_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER guardian_word_no_update BEFORE UPDATE ON guardian_word
BEGIN SELECT RAISE(ABORT, 'guardian_word is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER guardian_word_no_delete BEFORE DELETE ON guardian_word
BEGIN SELECT RAISE(ABORT, 'guardian_word is append-only'); END;
