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
ALTER TABLE `login_session` ADD `handover_id` integer REFERENCES handover(id);--> statement-breakpoint
ALTER TABLE `supported_decision` ADD `handover_id` integer REFERENCES handover(id);