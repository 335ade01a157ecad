CREATE TABLE `decision_dispute` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` integer NOT NULL,
	`by_person_id` integer NOT NULL,
	`words` text,
	`at` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `supported_decision`(`request_id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `decision_dispute_request` ON `decision_dispute` (`request_id`);--> statement-breakpoint
CREATE TABLE `handover` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pass_hash` text NOT NULL,
	`help_id` integer NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`help_id`) REFERENCES `help_request`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handover_pass_hash_unique` ON `handover` (`pass_hash`);--> statement-breakpoint
CREATE INDEX `handover_help` ON `handover` (`help_id`);--> statement-breakpoint
ALTER TABLE `login_session` ADD `handover_id` integer REFERENCES handover(id) ON UPDATE restrict ON DELETE restrict;--> statement-breakpoint
ALTER TABLE `request` ADD `deciding_notes` text;--> statement-breakpoint
ALTER TABLE `supported_decision` ADD `handover_id` integer REFERENCES handover(id) ON UPDATE restrict ON DELETE restrict;--> statement-breakpoint
ALTER TABLE `supported_decision` ADD `record` text;
--> statement-breakpoint
CREATE TRIGGER decision_dispute_no_update BEFORE UPDATE ON decision_dispute
BEGIN SELECT RAISE(ABORT, 'decision_dispute is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER decision_dispute_no_delete BEFORE DELETE ON decision_dispute
BEGIN SELECT RAISE(ABORT, 'decision_dispute is append-only'); END;
